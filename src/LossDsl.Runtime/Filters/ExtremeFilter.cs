using LossDsl.CompilerServices;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Filters;

/// <summary>
/// Computes the maximum or minimum of windows, and the adjoint, by tensor operations. Of equal values the first counts, in the order of the pixels. A zero beyond the border counts like
/// a pixel, and its adjoint is lost.
/// </summary>
internal static class ExtremeFilter
{
    private const long Beyond = -1;

    /// <summary>Computes the extreme of the window around each pixel, in the shape of the images.</summary>
    /// <param name="images">[B, C, ...].</param>
    /// <param name="window">The window.</param>
    /// <param name="isMaximum">Whether to take the maximum; otherwise the minimum.</param>
    public static Tensor Apply(Tensor images, LocalWindow window, bool isMaximum)
    {
        if (images.dim() == 2)
        {
            return images;
        }

        var first = FirstPlaces(images, window, isMaximum);
        return WithinImage(Flat(images).gather(2, first.Within(0, long.MaxValue)), first).reshape(images.shape);
    }

    /// <summary>Gives the adjoint of each extreme to the first pixel of the window that attains it.</summary>
    /// <param name="adjoints">The adjoint of each extreme, [B, C, ...].</param>
    /// <param name="images">The values of which the window takes the extreme.</param>
    /// <param name="window">The window.</param>
    /// <param name="isMaximum">Whether the window takes the maximum; otherwise the minimum.</param>
    public static Tensor Adjoint(Tensor adjoints, Tensor images, LocalWindow window, bool isMaximum)
    {
        if (images.dim() == 2)
        {
            return adjoints;
        }

        var first = FirstPlaces(images, window, isMaximum);
        return zeros_like(Flat(adjoints)).scatter_add(2, first.Within(0, long.MaxValue), WithinImage(Flat(adjoints), first)).reshape(images.shape);
    }

    private static Tensor Flat(Tensor images) => images.reshape(images.shape[0], images.shape[1], -1);

    // A place beyond the border is 0.
    private static Tensor WithinImage(Tensor values, Tensor first) => where(first.IsAtLeast(0), values, zeros_like(values));

    // Index of the first pixel of each window that attains the extreme, [B, C, pixels].
    private static Tensor FirstPlaces(Tensor images, LocalWindow window, bool isMaximum)
    {
        using var scope = NewDisposeScope();
        var values = isMaximum ? images.detach() : images.detach().neg();
        var pixels = images.shape.Skip(2).Aggregate(1L, static (product, length) => product * length);
        var places = NumberMath.Range(pixels, ScalarType.Int64, images.device).reshape([1, 1, .. images.shape.Skip(2)]).expand(images.shape);
        foreach (var part in window.Parts((int)images.dim() - 2))
        {
            (values, places) = First(values, places, part, window.PadsWithZero);
        }

        return Flat(places.contiguous()).MoveToOuterDisposeScope();
    }

    private static (Tensor Values, Tensor Places) First(Tensor values, Tensor places, WindowPart part, bool padsWithZero)
    {
        var (paddedValues, paddedPlaces) = (new PaddedImages(values, part, padsWithZero ? 0 : double.NegativeInfinity), new PaddedImages(places, part, Beyond));
        var (best, at) = (paddedValues.At(part.Places[0]), paddedPlaces.At(part.Places[0]));
        foreach (var place in part.Places.Skip(1))
        {
            var value = paddedValues.At(place);
            var isBetter = value.gt(best);
            (best, at) = (where(isBetter, value, best), where(isBetter, paddedPlaces.At(place), at));
        }

        return (best, at);
    }
}
