namespace LossDsl;

/// <summary>
/// Base of the stages that combine the values of their method in a window around each pixel: one result for each pixel and class. Pixels that are not valid enter as 0.
/// </summary>
/// <remarks>A loss with such a stage computes in float64 whatever the type of the logits, because differences of local values cancel in float32.</remarks>
public abstract class LocalAttribute : Attribute
{
    private protected LocalAttribute(int window, Kernel kernel) => (Window, Kernel) = (window, kernel);

    /// <summary>The side of the window in pixels, odd.</summary>
    public int Window { get; }

    /// <summary>The pixels of the window and their weights.</summary>
    public Kernel Kernel { get; }

    /// <summary>The values beyond the border of the image; those of the nearest pixel by default.</summary>
    public Padding Padding { get; set; }
}
