using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>The end of a range check: compares the largest bits that a pass has read with the largest value that is allowed.</summary>
internal static class RangeCheck
{
    /// <summary>Raises the alarm if a value whose bits are the largest of a pass lies outside [0, limit].</summary>
    public static void Report<TLane>(RangeAlarm alarm, TLane largest, double limit)
        where TLane : struct, ILane<TLane>
    {
        if (TLane.Any(TLane.Or(TLane.IsSigned(largest), TLane.Not(TLane.LessOrEqual(largest, TLane.Broadcast(limit))))))
        {
            alarm.Raise();
        }
    }
}
