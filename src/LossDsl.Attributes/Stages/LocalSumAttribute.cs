namespace LossDsl;

/// <summary>
/// Marks a stage that adds the values of its method over a window around each pixel, with weights: one result for each pixel and class. Pixels that are not valid enter as 0.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class LocalSumAttribute : LocalAttribute
{
    /// <param name="window">The side of the window in pixels: odd, from 1 to 99, the same in every spatial dimension.</param>
    /// <param name="kernel">The weights of the pixels in the window. No effect beside <see cref="Weights"/>.</param>
    public LocalSumAttribute(int window, Kernel kernel = Kernel.Box)
        : base(window, kernel)
    {
    }

    /// <summary>The standard deviation of a Gaussian kernel in pixels: positive, 1.5 by default. No effect on other kernels.</summary>
    public double Sigma { get; set; } = 1.5;

    /// <summary>
    /// The weights of the pixels in the window, row after row: window, window² or window³ numbers, for the last one, two or three dimensions of the image. The first weight is that of
    /// the pixel at the lowest place: <c>[LocalSum(3, Weights = new[] { 0.0, -1, 1 })]</c> is the forward difference along a row.
    /// </summary>
    public double[]? Weights { get; set; }
}
