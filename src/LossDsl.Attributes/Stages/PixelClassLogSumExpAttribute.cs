namespace LossDsl;

/// <summary>
/// Marks a stage that takes the logarithm of the sum of the exponentials of its method over the classes of each pixel. The result is one value for each pixel, the same for all classes: a smooth maximum, computed without overflow. Its derivative is the softmax of the method.
/// All classes enter, the background too, whatever <c>LossOptions.IncludeBackground</c> says: a softmax has all classes, and the option chooses the regions whose values count.
/// A class that a mask excludes at a pixel does not enter there.
/// </summary>
/// <remarks>Tensor operations compute a loss with such a stage.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PixelClassLogSumExpAttribute : Attribute;
