using System.Runtime.CompilerServices;
using LossDsl.Activations;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Forward and backward step of softmax over a tile of pixels: the two parts of the computation that need all classes of a pixel.</summary>
/// <param name="tile">Tile that holds the logits, and receives the results.</param>
internal readonly unsafe struct SoftmaxSteps<TLane>(SoftmaxTile<TLane> tile)
    where TLane : struct, ILane<TLane>
{
    /// <summary>Computes, from the logits of the tile, the softmax state of each pixel and e^(x - second) of each class. The latter is 0 for the top class.</summary>
    /// <param name="pixels">Number of pixels.</param>
    /// <param name="reads">Quantities that the kernel reads.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Forward(nint pixels, Reads reads)
    {
        for (nint pixel = 0; pixel < pixels; pixel += TLane.Count)
        {
            var (apart, largest, second) = (TLane.Zero, Elements.Load<TLane>(tile.Logits(0), pixel), TLane.Broadcast(double.NegativeInfinity));
            var label = TLane.Zero;
            for (var c = 1; c < tile.Classes; c++)
            {
                label += 1;
                var x = Elements.Load<TLane>(tile.Logits(c), pixel);

                // A NaN counts as larger here, so that its class becomes the top class and the NaN reaches the result.
                apart = TLane.Select(TLane.LessOrEqual(x, largest), apart, label);
                second = TLane.Max(second, TLane.Min(largest, x));
                largest = TLane.Max(largest, x);
            }

            // The softmax of a pixel is NaN if all its classes are switched off, as in the tensor backend.
            largest = TLane.Select(TLane.Equal(largest, TLane.Broadcast(InfiniteLogits.Logit(TLane.IsSingle))), TLane.Broadcast(double.NaN), largest);
            (var sum, label) = (TLane.Zero, TLane.Zero);
            for (var c = 0; c < tile.Classes; c++)
            {
                var x = Elements.Load<TLane>(tile.Logits(c), pixel);

                // Only the exponential of the top class could overflow.
                var relative = TLane.Select(TLane.Equal(apart, label), TLane.Zero, Exponential.WithoutOverflow(x - second));
                Elements.Store(relative, tile.Relative(c), pixel);
                sum += relative;
                label += 1;
            }

            tile.Softmax(pixel) = new(apart, largest, second, sum, reads);
        }
    }

    /// <summary>
    /// Replaces the gradient u by log-odds by the gradient by logits, and adds the gradient by the input. Let r = u / q for the classes other than the top class, where q is at
    /// least 1/2, and let t be u of the top class. Then dL/dx = t - p Σ r for the top class, and r - e^(x - second) (scale Σ r + t / Σ e^(x - second)) for the others.
    /// </summary>
    /// <param name="pixels">Number of pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Backward(nint pixels)
    {
        for (nint pixel = 0; pixel < pixels; pixel += TLane.Count)
        {
            ref readonly var softmax = ref tile.Softmax(pixel);
            var (scale, ratios, ofApart, label) = (softmax.Scale, TLane.Zero, TLane.Zero, TLane.Zero);
            for (var c = 0; c < tile.Classes; c++)
            {
                // For the top class e^(x - second) is stored as 0, so that the ratio is u.
                var ratio = Elements.Load<TLane>(tile.Gradient(c), pixel) / (1 - (Elements.Load<TLane>(tile.Relative(c), pixel) * scale));
                var isApart = softmax.IsApart(label);
                ratios += TLane.Select(isApart, TLane.Zero, ratio);
                ofApart += TLane.And(isApart, ratio);
                Elements.Store(ratio, tile.Gradient(c), pixel);
                label += 1;
            }

            var slope = -TLane.MultiplyAdd(scale, ratios, ofApart / softmax.SumOfOthers);
            var slopeOfApart = -(softmax.Share * ratios);
            label = TLane.Zero;
            for (var c = 0; c < tile.Classes; c++)
            {
                var own = Elements.Load<TLane>(tile.Gradient(c), pixel) + Elements.Load<TLane>(tile.GradientOfInput(c), pixel);
                var relative = Elements.Load<TLane>(tile.Relative(c), pixel);
                var result = TLane.MultiplyAdd(relative, slope, own) + TLane.And(softmax.IsApart(label), slopeOfApart);
                Elements.Store(result, tile.Gradient(c), pixel);
                label += 1;
            }
        }
    }
}
