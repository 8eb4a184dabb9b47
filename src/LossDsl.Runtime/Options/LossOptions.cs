using static TorchSharp.torch.nn;

namespace LossDsl;

/// <summary>What every loss can be told, whatever its formula.</summary>
public sealed record LossOptions
{
    /// <summary>Sigmoid, per image, mean.</summary>
    public static LossOptions Default { get; } = new();

    /// <summary>How logits become probabilities.</summary>
    public Activation Activation { get; init; } = Activation.Sigmoid;

    /// <summary>The pixels that one value of the formula is computed over.</summary>
    public Region Region { get; init; } = Region.PerImage;

    /// <summary>How the values of the regions become the result: their mean, their sum, or one value for each region.</summary>
    public Reduction Reduction { get; init; } = Reduction.Mean;

    /// <summary>
    /// Reject logits that are not finite and targets outside [0, 1]. Costs a pass over both and, on a GPU, a wait; meant for hunting a NaN.
    /// </summary>
    public bool CheckValues { get; init; }
}
