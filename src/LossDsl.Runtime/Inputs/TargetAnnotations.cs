using static TorchSharp.torch;

namespace LossDsl;

/// <summary>What is known of a target beside its values.</summary>
public sealed record TargetAnnotations
{
    /// <summary>Nothing.</summary>
    public static TargetAnnotations None { get; } = new();

    /// <summary>Which pixels count: true, or other than 0. In a shape that broadcasts to the logits, e.g. [B, 1, H, W]. The others get no gradient.</summary>
    public Tensor? Valid { get; init; }

    /// <summary>Maps of the target that were computed before, by the name of the parameter that reads them, in any case; the shape of the logits. A name that the loss does not read is refused. What is absent is computed. <see cref="LossMetadata.RequiredMaps"/> says which a loss reads, and computes them.</summary>
    public IReadOnlyDictionary<string, Tensor>? Maps { get; init; }

    /// <summary>The distance of neighbouring pixels along each spatial dimension, for distance maps; 1 if not given.</summary>
    public IReadOnlyList<double>? Spacing { get; init; }
}
