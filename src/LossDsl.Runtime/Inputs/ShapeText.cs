using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>Formats the shapes of tensors for messages, e.g. <c>[2, 3, 64, 64]</c>.</summary>
internal static class ShapeText
{
    public static string Format(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
