using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>Finds the inputs that a caller has handed in, and brings them into the shapes in which formulas read them.</summary>
internal static class InputTensors
{
    /// <summary>Returns an input as it was handed in, by its name regardless of case; null if it is missing.</summary>
    public static Tensor? Find(TargetAnnotations annotations, string name) =>
        annotations.Inputs?.FirstOrDefault(input => string.Equals(input.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Returns an input of pixels in the shape and type of the activated logits, [B, C, ...]; one channel is repeated for each class, without a copy.</summary>
    /// <param name="annotations">The annotations with the inputs, after their check.</param>
    /// <param name="name">The name of the input.</param>
    /// <param name="like">[B, C, ...], in the type that pixels are computed in.</param>
    public static Tensor PerPixel(TargetAnnotations annotations, string name, Tensor like) => Find(annotations, name)!.to_type(like.dtype).expand(like.shape);

    /// <summary>
    /// Returns an input of regions, classes or images as a table, [groups, C], or [groups, 1] for images; float64. A group is an image, or the whole batch.
    /// </summary>
    /// <param name="annotations">The annotations with the inputs, after their check.</param>
    /// <param name="name">The name of the input.</param>
    /// <param name="per">The level of the input.</param>
    /// <param name="logits">The shape of the logits, [B, C, ...].</param>
    /// <param name="region">Whether a region is one class of one image, or one class of the batch.</param>
    public static Tensor PerGroup(TargetAnnotations annotations, string name, Per per, long[] logits, Region region)
    {
        var groups = region == Region.PerImage ? logits[0] : 1;
        var values = Find(annotations, name)!.detach().to_type(ScalarType.Float64);
        return per == Per.Image ? values.reshape([groups, 1]) : values.reshape([-1, logits[1]]).expand([groups, logits[1]]);
    }

    /// <summary>Returns the shapes that an input can have.</summary>
    /// <param name="per">The level of the input.</param>
    /// <param name="logits">The shape of the logits, [B, C, ...].</param>
    /// <param name="region">Whether a region is one class of one image, or one class of the batch.</param>
    public static long[][] Shapes(Per per, long[] logits, Region region)
    {
        long[] images = region == Region.PerImage ? [logits[0]] : [];
        return per switch
        {
            Per.Region => [[.. images, logits[1]]],
            Per.Class => [[logits[1]]],
            Per.Image => [images],
            Per.ClassPair => [[logits[1], logits[1]]],
            _ => logits[1] == 1 ? [logits] : [logits, [logits[0], 1, .. logits[2..]]],
        };
    }
}
