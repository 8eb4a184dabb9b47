using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>Shapes in messages.</summary>
internal static class ShapeText
{
    public static string Format(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
