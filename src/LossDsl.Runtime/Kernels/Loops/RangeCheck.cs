using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>The end of a range check: what a pass has read last by the order of bits is compared with what is allowed.</summary>
internal static class RangeCheck
{
    /// <summary>Raises the alarm if a value whose bits are the largest of a pass lies outside [0, limit].</summary>
    public static void Report<TLane>(RangeAlarm? alarm, TLane largest, double limit)
        where TLane : struct, ILane<TLane>
    {
        if (alarm is not null && TLane.Any(TLane.Or(TLane.IsSigned(largest), TLane.Not(TLane.LessOrEqual(largest, TLane.Of(limit))))))
        {
            alarm.Raise();
        }
    }
}
