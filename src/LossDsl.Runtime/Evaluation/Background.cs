using static TorchSharp.torch;

namespace LossDsl.Evaluation;

/// <summary>Class 0 where it does not count.</summary>
internal static class Background
{
    /// <summary>The other classes, [B, C - 1, ...].</summary>
    public static Tensor Drop(Tensor perClass) => perClass.narrow(1, 1, perClass.shape[1] - 1);

    /// <summary>The other classes with zeros for class 0, [B, C, ...].</summary>
    public static Tensor Restore(Tensor others) => cat([zeros_like(others.narrow(1, 0, 1)), others], 1);
}
