namespace LossDsl;

/// <summary>
/// Marks a stage that sums the values of its method over the classes of an image, or of the batch with <c>Region.WholeBatch</c>.
/// A formula that reads only stages over classes has one value for each image.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ClassSumAttribute : Attribute;
