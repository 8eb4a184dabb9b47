namespace LossDsl;

/// <summary>A stage that averages a value of each pixel over a small window around it. Beyond the border of the image lie the values on it; a pixel that does not count is 0.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class LocalMeanAttribute : Attribute
{
    /// <param name="window">The side of the window in pixels: odd, the same in every spatial dimension.</param>
    /// <param name="kernel">How the pixels of the window are weighted.</param>
    public LocalMeanAttribute(int window, Kernel kernel = Kernel.Box) => (Window, Kernel) = (window, kernel);

    /// <summary>The side of the window in pixels.</summary>
    public int Window { get; }

    /// <summary>How the pixels of the window are weighted.</summary>
    public Kernel Kernel { get; }

    /// <summary>The standard deviation of a Gaussian kernel in pixels.</summary>
    public double Sigma { get; set; } = 1.5;
}

/// <summary>How the pixels of a window are weighted; the weights add up to 1.</summary>
public enum Kernel
{
    /// <summary>All the same.</summary>
    Box,

    /// <summary>By a Gaussian around the centre.</summary>
    Gaussian,
}
