using static TorchSharp.torch;

namespace LossDsl.Tensors;

/// <summary>Writes values at one class of each pixel, as an extension method of tensors.</summary>
internal static class PutExtension
{
    /// <summary>Returns the tensor with other values at one class of each pixel. In place, unless autograd records.</summary>
    /// <param name="perClass">[B, C, ...].</param>
    /// <param name="index">The class of each pixel, [B, 1, ...], int64.</param>
    /// <param name="values">The new values, [B, 1, ...].</param>
    /// <param name="overwrite">Whether nothing else reads <paramref name="perClass"/>.</param>
    public static Tensor Put(this Tensor perClass, Tensor index, Tensor values, bool overwrite = true) =>
        overwrite && !perClass.requires_grad && !values.requires_grad ? perClass.scatter_(1, index, values) : perClass.scatter(1, index, values);
}
