namespace LossDsl;

/// <summary>
/// Marks a stage that averages the values of its method over the images of the batch. The method reads values of images, such as stages over classes; a value for each region is reduced over the classes first.
/// A formula that reads only stages over the batch has one value. With <c>Region.WholeBatch</c> the batch counts as one image.
/// </summary>
/// <remarks>Tensor operations compute a loss with such a stage; it has no kernels, which compute one image after the other.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class BatchMeanAttribute : Attribute;
