namespace LossDsl;

/// <summary>A stage with one value for each pixel, that later stages read: weights, structural terms.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PixelAttribute : Attribute;
