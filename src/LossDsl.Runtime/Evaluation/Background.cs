using static TorchSharp.torch;

namespace LossDsl.Evaluation;

/// <summary>Removes and restores the background, class 0, for losses with <see cref="LossOptions.IncludeBackground"/> = false.</summary>
internal static class Background
{
    /// <summary>Returns classes 1 to C - 1 of a tensor [B, C, ...], as a view [B, C - 1, ...].</summary>
    public static Tensor Drop(Tensor perClass) => perClass.narrow(1, 1, perClass.shape[1] - 1);

    /// <summary>Returns [B, C, ...]: zeros for class 0, then the other classes, [B, C - 1, ...].</summary>
    public static Tensor Restore(Tensor others) => cat([zeros_like(others.narrow(1, 0, 1)), others], 1);
}
