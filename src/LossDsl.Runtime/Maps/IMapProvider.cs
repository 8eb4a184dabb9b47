using static TorchSharp.torch;

namespace LossDsl;

/// <summary>Makes a map that a formula reads by <see cref="MapAttribute"/>.</summary>
public interface IMapProvider
{
    /// <summary>The map of each image and class of a mask.</summary>
    /// <param name="mask">[B, C, ...], 1 where the target or the prediction is above 1/2 and 0 elsewhere.</param>
    /// <param name="spacing">The distance of neighbouring pixels along each spatial dimension, or null for 1.</param>
    /// <returns>A tensor of the mask's shape and device.</returns>
    Tensor Compute(Tensor mask, IReadOnlyList<double>? spacing);
}
