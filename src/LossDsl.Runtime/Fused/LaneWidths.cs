using System.Runtime.Intrinsics;
using LossDsl.Kernels.Loops;

namespace LossDsl.Fused;

/// <summary>Selects the lane width for a backend.</summary>
internal static class LaneWidths
{
    private static readonly LaneWidth Widest =
        Vector512.IsHardwareAccelerated ? LaneWidth.Bits512
        : Vector256.IsHardwareAccelerated ? LaneWidth.Bits256
        : Vector128.IsHardwareAccelerated ? LaneWidth.Bits128
        : LaneWidth.Scalar;

    /// <summary>Returns the lane width that the backend names, or the widest that the processor accelerates.</summary>
    public static LaneWidth Select(Backend backend) => backend switch
    {
        Backend.Scalar => LaneWidth.Scalar,
        Backend.Vector128 => LaneWidth.Bits128,
        Backend.Vector256 => LaneWidth.Bits256,
        Backend.Vector512 => LaneWidth.Bits512,
        _ => Widest,
    };
}
