namespace LossDsl;

/// <summary>
/// Marks a stage that sums its method over the classes of each pixel up to each class. The result at class c is the sum over the classes 0 to c, for classes that are ordered. A method that returns 1 gives the number of the class, counted from 1.
/// All classes enter, the background too, whatever <c>LossOptions.IncludeBackground</c> says: a softmax has all classes, and the option chooses the regions whose values count.
/// A class that a mask excludes at a pixel does not enter there.
/// </summary>
/// <remarks>Tensor operations compute a loss with such a stage.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PixelClassCumulativeSumAttribute : Attribute;
