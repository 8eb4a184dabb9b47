using static TorchSharp.torch;

namespace LossDsl.Conformance.Cases;

/// <summary>Memory layout of a tensor: the shape of the storage to allocate for a tensor shape, and the view of the storage that has this shape.</summary>
internal sealed record Layout(string Name, Func<long[], long[]> StorageShape, Func<Tensor, Tensor> View)
{
    public static Layout Contiguous { get; } = new("contiguous", static shape => shape, static t => t);

    public static IReadOnlyList<Layout> All { get; } =
    [
        Contiguous,
        new("transposed", static shape => [.. shape[..^2], shape[^1], shape[^2]], static t => t.transpose(-1, -2)),
        new("channels last", static shape => [shape[0], .. shape[2..], shape[1]], static t => t.movedim([-1], [1])),
        new("every second", static shape => [.. shape[..^1], 2 * shape[^1]], static t => t.slice(-1, 1, t.shape[^1], 2)),
        new("cut out", static shape => [.. shape.Select(static length => length + 1)], static t => Enumerable.Range(0, (int)t.dim()).Aggregate(t, static (cut, d) => cut.narrow(d, 1, cut.shape[d] - 1))),
    ];

    public override string ToString() => Name;
}
