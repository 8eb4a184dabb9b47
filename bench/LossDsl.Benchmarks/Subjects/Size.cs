namespace LossDsl.Benchmarks.Subjects;

/// <summary>The shape of the logits, and what stands for the target.</summary>
/// <param name="Shape">[B, C, ...].</param>
internal sealed record Size(params long[] Shape)
{
    /// <summary>What the targets of the issue are stated for.</summary>
    public static Size Large { get; } = new(8, 1, 1024, 1024);

    public static Size Tiny { get; } = new(1, 1, 64, 64);

    public static Size Batch { get; } = new(32, 1, 256, 256);

    public static Size Classes { get; } = new(4, 14, 256, 256);

    public static Size Volume { get; } = new(2, 1, 96, 96, 96);

    /// <summary>One square image for each side.</summary>
    public static IReadOnlyList<Size> Squares { get; } = [.. new long[] { 64, 128, 256, 512, 1024, 2048 }.Select(static side => new Size(1, 1, side, side))];

    /// <summary>Several classes share a pixel, and the target is the index of one.</summary>
    public bool IsMulticlass => Shape[1] > 1;

    public Activation Activation => IsMulticlass ? Activation.Softmax : Activation.Sigmoid;

    /// <summary>Numbers of the logits.</summary>
    public long Count => Shape.Aggregate(1L, static (product, length) => product * length);

    /// <summary>The dimensions after batch and classes.</summary>
    public long[] Spatial => Shape[2..];

    /// <summary>As in a filter: 8x1x1024x1024.</summary>
    public string Name => string.Join('x', Shape);

    /// <summary>As people write it: 8×1×1024².</summary>
    public string Title => $"{Shape[0]}×{Shape[1]}×{Spatial[0]}{(Spatial.Length == 2 ? "²" : "³")}";

    public bool Equals(Size? other) => Name == other?.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
