namespace LossDsl;

/// <summary>
/// Marks a stage that takes the maximum of its method over the classes of each pixel. The result is one value for each pixel, the same for all classes. The derivative is divided evenly among the classes that attain the maximum.
/// All classes enter, the background too, whatever <c>LossOptions.IncludeBackground</c> says: a softmax has all classes, and the option chooses the regions whose values count.
/// A class that a mask excludes at a pixel does not enter there.
/// </summary>
/// <remarks>Tensor operations compute a loss with such a stage.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PixelClassMaxAttribute : Attribute;
