using static TorchSharp.torch;

namespace LossDsl;

/// <summary>Annotations of a target beside its values: valid pixels, precomputed maps, inputs and pixel spacing. Each is optional, except the inputs of a loss that reads some.</summary>
public sealed record TargetAnnotations
{
    /// <summary>No annotations: every pixel is valid, maps are computed when needed, and the spacing is 1.</summary>
    public static TargetAnnotations None { get; } = new();

    /// <summary>
    /// Mask of the valid pixels: true, or any number but 0. The mask has as many dimensions as the logits, each of the same length or 1, e.g. [B, 1, H, W], on the same device.
    /// Other pixels are left out of every sum, mean and count; a pixel that is invalid in every class gets gradient 0. Null if all pixels are valid.
    /// </summary>
    public Tensor? Valid { get; init; }

    /// <summary>
    /// Precomputed maps of the target, by the name of the parameter that reads the map, regardless of case. Each has the shape of the logits and is on their device.
    /// The loss computes maps that are absent, and refuses names that it does not read. <see cref="LossMetadata.RequiredMaps"/> lists the maps of a loss and computes them.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor>? Maps { get; init; }

    /// <summary>
    /// Inputs that the loss reads, by the name of the parameter that reads the input, regardless of case: a form of the arguments of the generated methods for callers that do not
    /// know the loss. <see cref="LossMetadata.RequiredInputs"/> lists the inputs of a loss. The loss needs them all, and refuses names that it does not read.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor>? Inputs { get; init; }

    /// <summary>
    /// Distance of neighbouring pixels along each spatial dimension, in any unit, for maps that the loss computes. One number for each spatial dimension, each in [1e-15, 1e15]
    /// for distance maps. Null for 1.
    /// </summary>
    public IReadOnlyList<double>? Spacing { get; init; }
}
