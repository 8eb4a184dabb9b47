using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>Shapes in messages.</summary>
internal static class ShapeText
{
    public static string Of(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
