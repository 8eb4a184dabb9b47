using LossDsl.Lanes;

namespace LossDsl.Kernels.Windows;

/// <summary>Means of two values, and their covariance, over the dimensions that a window has been filtered along so far.</summary>
/// <param name="first">Means of the first value. Null in the last result, of which only the covariance is wanted.</param>
/// <param name="second">Means of the second value; the same address as the first for a variance.</param>
/// <param name="covariance">Covariances; null before the first dimension, where they are 0.</param>
internal readonly unsafe struct CovariancePlanes(double* first, double* second, double* covariance) : IWindowPlanes<CovariancePlanes>
{
    public static int Count => 3;

    /// <summary>Means of the first value, or null.</summary>
    public double* First { get; } = first;

    /// <summary>Means of the second value, or null.</summary>
    public double* Second { get; } = second;

    /// <summary>Covariances, or null.</summary>
    public double* Covariance { get; } = covariance;

    /// <summary>Whether both values are one.</summary>
    public bool IsVariance => First == Second;

    public CovariancePlanes From(nint offset) => new(Shift(First, offset), Shift(Second, offset), Shift(Covariance, offset));

    public CovariancePlanes In(double* room, nint size) => new(room, IsVariance ? room : room + size, room + (2 * size));

    public static void Run(CovariancePlanes source, nint stride, ReadOnlySpan<double> weights, CovariancePlanes result, nint length) =>
        WeightedCovariance.Run(source, stride, weights, result, length);

    public static void RunOne(CovariancePlanes source, ReadOnlySpan<double> weights, CovariancePlanes result) =>
        WeightedCovariance.RunOne<DoubleScalar>(source, 1, weights, result);

    private static double* Shift(double* values, nint offset) => values == null ? null : values + offset;
}
