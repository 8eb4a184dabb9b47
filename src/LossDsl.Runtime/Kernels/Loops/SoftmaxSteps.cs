using System.Runtime.CompilerServices;
using LossDsl.Activations;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>The two steps of a softmax that need all classes of a pixel, for the pixels of a tile: there, and back with the gradient.</summary>
internal readonly unsafe struct SoftmaxSteps<TLane>(SoftmaxTile<TLane> tile)
    where TLane : struct, ILane<TLane>
{
    /// <summary>Fills the tile: what the classes of each pixel have in common, and e^(x - second) of each class, 0 for the one that is kept apart.</summary>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="reads">What is asked for.</param>
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

                // What is not a number counts as larger here, so that it is found again below.
                apart = TLane.Select(TLane.LessOrEqual(x, largest), apart, label);
                second = TLane.Max(second, TLane.Min(largest, x));
                largest = TLane.Max(largest, x);
            }

            // A pixel without any class is no number, as everywhere.
            largest = TLane.Select(TLane.Equal(largest, TLane.Broadcast(SwitchedOff.Logit(TLane.IsSingle))), TLane.Broadcast(double.NaN), largest);
            (var sum, label) = (TLane.Zero, TLane.Zero);
            for (var c = 0; c < tile.Classes; c++)
            {
                var x = Elements.Load<TLane>(tile.Logits(c), pixel);

                // Only the one that is kept apart could overflow.
                var relative = TLane.Select(TLane.Equal(apart, label), TLane.Zero, Exponential.WithoutOverflow(x - second));
                Elements.Store(relative, tile.Relative(c), pixel);
                sum += relative;
                label += 1;
            }

            tile.Softmax(pixel) = new(apart, largest, second, sum, reads);
        }
    }

    /// <summary>
    /// From u, the gradients by log-odds, to those by logits. With r = u / q of the others, q of which is at least 1/2, and u of the class that is kept apart,
    /// dL/dx = u - p Σ r for that one and r - e^(x - second) (scale Σ r + u / Σ e^(x - second)) for the others.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Backward(nint pixels)
    {
        for (nint pixel = 0; pixel < pixels; pixel += TLane.Count)
        {
            ref readonly var softmax = ref tile.Softmax(pixel);
            var (scale, ratios, ofApart, label) = (softmax.Scale, TLane.Zero, TLane.Zero, TLane.Zero);
            for (var c = 0; c < tile.Classes; c++)
            {
                // Of the one that is kept apart e^(x - second) is 0 here, and the ratio u.
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
