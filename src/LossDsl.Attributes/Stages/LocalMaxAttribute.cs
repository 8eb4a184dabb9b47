namespace LossDsl;

/// <summary>
/// Marks a stage that takes the largest of the values of its method in a window around each pixel: one result for each pixel and class. Pixels that are not valid enter as 0.
/// The first pixel of the window that attains the maximum, row after row, has all of its derivative.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class LocalMaxAttribute : LocalAttribute
{
    /// <param name="window">The side of the window in pixels: odd, from 1 to 99, the same in every spatial dimension.</param>
    /// <param name="kernel">The pixels of the window: <see cref="Kernel.Box"/> or <see cref="Kernel.Cross"/>.</param>
    public LocalMaxAttribute(int window, Kernel kernel = Kernel.Box)
        : base(window, kernel)
    {
    }
}
