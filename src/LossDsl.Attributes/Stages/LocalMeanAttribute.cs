namespace LossDsl;

/// <summary>Marks a stage that averages the values of its method over a window around each pixel: one result for each pixel and class. Pixels that are not valid enter as 0.</summary>
/// <remarks>A loss with such a stage computes in float64 whatever the type of the logits, because differences of local means cancel in float32.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class LocalMeanAttribute : LocalAttribute
{
    /// <param name="window">The side of the window in pixels: odd, from 1 to 99, the same in every spatial dimension.</param>
    /// <param name="kernel">The weights of the pixels in the window.</param>
    public LocalMeanAttribute(int window, Kernel kernel = Kernel.Box)
        : base(window, kernel)
    {
    }

    /// <summary>The standard deviation of a Gaussian kernel in pixels: positive, 1.5 by default. No effect on other kernels.</summary>
    public double Sigma { get; set; } = 1.5;
}
