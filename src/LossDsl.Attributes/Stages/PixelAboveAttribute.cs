namespace LossDsl;

/// <summary>
/// Marks a stage that sums the values of its method over the pixels that come before a pixel in the descending order of another stage: one result for each pixel and class. The sum is over
/// valid pixels of the region, without the pixel itself.
/// </summary>
/// <remarks>Of equal values that of the first pixel comes first. The order is constant in the backward pass.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PixelAboveAttribute : Attribute
{
    /// <param name="order">The name of the stage whose values order the pixels, as in <c>nameof(Error)</c>. The stage has a value for each pixel.</param>
    public PixelAboveAttribute(string order) => Order = order;

    /// <summary>The name of the stage whose values order the pixels.</summary>
    public string Order { get; }
}
