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
}
