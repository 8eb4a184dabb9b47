using LossDsl.Generator.Collections;

namespace LossDsl.Generator.Formulas;

/// <summary>Window around a pixel: a box, a Gaussian or a cross, the same in every spatial dimension, or explicit weights.</summary>
/// <param name="Side">The side in pixels, odd.</param>
/// <param name="Sigma">The standard deviation of a Gaussian in pixels; null for other kernels.</param>
internal sealed record LocalWindow(int Side, double? Sigma = null)
{
    // The largest number of pixels in a window: 99 to the third, and some.
    private const double MostPixels = 1e6;

    /// <summary>Whether the window has only the pixels on the axes through its centre.</summary>
    public bool IsCross { get; init; }

    /// <summary>Whether values beyond the border of the image are 0; otherwise they are those of the nearest pixel.</summary>
    public bool PadsWithZero { get; init; }

    /// <summary>Whether pixels whose window is not whole do not count. <c>WholeWindows</c> writes this out, so that only the frontend knows it.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Explicit weights, row after row, for the last one, two or three dimensions; empty for a kernel.</summary>
    public EquatableArray<double> Weights { get; init; } = [];

    /// <summary>Whether the window is that of a variance or covariance: a box or a Gaussian, with nearest padding.</summary>
    public bool HasCovariance => !IsCross && !PadsWithZero && Weights.Count == 0;

    /// <summary>Whether no weight is negative.</summary>
    public bool IsNonNegative => Weights.All(static weight => weight >= 0);

    /// <summary>Returns an interval that contains the weighted sum of values of an interval that contains 0.</summary>
    public Interval SumRange(Interval values)
    {
        var (positive, negative) = Weights.Count == 0 ? (MostPixels, 0.0) : (Weights.Sum(static w => Math.Max(w, 0)), Weights.Sum(static w => Math.Max(-w, 0)));
        return IntervalArithmetic.Subtract(IntervalArithmetic.Multiply(values, new(0, positive)), IntervalArithmetic.Multiply(values, new(0, negative)));
    }

    /// <summary>
    /// Returns an interval that contains the sum of what a pixel gets of the adjoints of all windows. A pixel at a corner stands for the places beyond it, so that it gets
    /// several weights of a window.
    /// </summary>
    public Interval AdjointRange(Interval adjoints, bool isSum)
    {
        var values = adjoints.Hull(Interval.Point(0));
        return IntervalArithmetic.Multiply(isSum ? SumRange(values) : values, new(0, MostPixels));
    }
}
