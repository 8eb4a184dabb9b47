namespace LossDsl;

/// <summary>A stage that takes the largest value of the valid pixels of a region; 0 where there is none. The derivative is shared by the pixels that attain it.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PixelMaxAttribute : Attribute;
