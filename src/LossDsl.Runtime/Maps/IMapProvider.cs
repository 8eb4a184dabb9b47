using static TorchSharp.torch;

namespace LossDsl;

/// <summary>
/// Computes a map that a formula reads by <see cref="MapAttribute"/>, from the mask of the target or of the prediction. Implementations need a constructor without parameters.
/// </summary>
public interface IMapProvider
{
    /// <summary>Computes the map of each image and class of a mask. The loss treats it as constant in the backward pass.</summary>
    /// <param name="mask">[B, C, ...], float32 or float64: 1 where the target or the prediction is above 1/2, 0 elsewhere and at invalid pixels.</param>
    /// <param name="spacing">The distance of neighbouring pixels along each spatial dimension, in any unit; null for 1.</param>
    /// <returns>A real tensor of the mask's shape, on its device.</returns>
    Tensor Compute(Tensor mask, IReadOnlyList<double>? spacing);
}
