using LossDsl.CompilerServices;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Filters;

/// <summary>Computes weighted sums over windows that are not separable, and their adjoint, by tensor operations.</summary>
internal static class SumFilter
{
    /// <summary>Computes the sum of each pixel, in the shape of the images.</summary>
    /// <param name="images">[B, C, ...].</param>
    /// <param name="window">The window.</param>
    /// <param name="isMean">Whether the weights are divided by their sum.</param>
    public static Tensor Apply(Tensor images, LocalWindow window, bool isMean) => window.Parts((int)images.dim() - 2, isMean).Aggregate(images, (image, part) =>
    {
        var padded = new PaddedImages(image, part, window.PadsWithZero ? 0 : null);
        return part.Places.Aggregate(zeros_like(image), (sum, place) => sum.Increase(padded.At(place), place.Weight));
    });

    /// <summary>Applies the transpose of <see cref="Apply"/>: each place gets the adjoint of the pixel times its weight.</summary>
    /// <param name="adjoints">The adjoint of each sum, [B, C, ...].</param>
    /// <param name="window">The window.</param>
    /// <param name="isMean">Whether the weights are divided by their sum.</param>
    public static Tensor Adjoint(Tensor adjoints, LocalWindow window, bool isMean) => window.Parts((int)adjoints.dim() - 2, isMean).Reverse().Aggregate(adjoints, (adjoint, part) =>
    {
        var padded = new PaddedImages(zeros_like(adjoint), part, window.PadsWithZero ? 0 : null);
        foreach (var place in part.Places)
        {
            padded.At(place).Increase(adjoint, place.Weight);
        }

        return padded.Fold();
    });
}
