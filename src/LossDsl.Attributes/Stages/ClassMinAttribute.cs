namespace LossDsl;

/// <summary>
/// Marks a stage that takes the minimum of its method over the classes of an image, or of the batch with <c>Region.WholeBatch</c>.
/// The derivative is divided evenly among the classes that attain the minimum. A formula that reads only stages over classes has one value for each image.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ClassMinAttribute : Attribute;
