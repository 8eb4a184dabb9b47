namespace LossDsl.Benchmarks.Subjects;

/// <summary>Shape of the logits in a benchmark, which also decides the form of the target and the activation.</summary>
/// <param name="Shape">Dimensions [B, C, ...], with two or three spatial ones.</param>
internal sealed record ProblemSize(params long[] Shape)
{
    /// <summary>Eight images of 1024²; most performance aims are stated for this size.</summary>
    public static ProblemSize Large { get; } = new(8, 1, 1024, 1024);

    /// <summary>One image of 64².</summary>
    public static ProblemSize Tiny { get; } = new(1, 1, 64, 64);

    /// <summary>32 images of 256².</summary>
    public static ProblemSize Batch { get; } = new(32, 1, 256, 256);

    /// <summary>Four images of 256² with 14 classes.</summary>
    public static ProblemSize Classes { get; } = new(4, 14, 256, 256);

    /// <summary>Two volumes of 96³.</summary>
    public static ProblemSize Volume { get; } = new(2, 1, 96, 96, 96);

    /// <summary>One square image for each side from 64 to 2048, for the plot.</summary>
    public static IReadOnlyList<ProblemSize> Squares { get; } = [.. new long[] { 64, 128, 256, 512, 1024, 2048 }.Select(static side => new ProblemSize(1, 1, side, side))];

    /// <summary>Whether several classes share a pixel, so that the target holds class indices.</summary>
    public bool IsMulticlass => Shape[1] > 1;

    /// <summary>Activation of the logits: softmax for several classes, else sigmoid.</summary>
    public Activation Activation => IsMulticlass ? Activation.Softmax : Activation.Sigmoid;

    /// <summary>Number of elements of the logits.</summary>
    public long Count => Shape.Aggregate(1L, static (product, length) => product * length);

    /// <summary>Spatial dimensions, those after batch and classes.</summary>
    public long[] Spatial => Shape[2..];

    /// <summary>Name in keys and filters, e.g. 8x1x1024x1024.</summary>
    public string Name => string.Join('x', Shape);

    /// <summary>Title for readers, e.g. 8×1×1024². The spatial dimensions must be equal.</summary>
    public string Title => $"{Shape[0]}×{Shape[1]}×{Spatial[0]}{(Spatial.Length == 2 ? "²" : "³")}";

    // The array in Shape would be compared by reference.
    public bool Equals(ProblemSize? other) => Name == other?.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
