using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Ends a range check: compares the largest bits that a pass read with the largest allowed value. Negative numbers and NaN have larger bits than every allowed value.</summary>
internal static class RangeCheck
{
    /// <summary>Raises the alarm if an element of <paramref name="largest"/> lies outside [0, limit] or is -0 or NaN.</summary>
    /// <typeparam name="TLane">Type of the lanes.</typeparam>
    /// <param name="alarm">Alarm of the call.</param>
    /// <param name="largest">For each element of a lane, the number with the largest bits that the pass read.</param>
    /// <param name="limit">Largest allowed value.</param>
    public static void Report<TLane>(RangeAlarm alarm, TLane largest, double limit)
        where TLane : struct, ILane<TLane>
    {
        if (TLane.Any(TLane.Or(TLane.IsSigned(largest), TLane.Not(TLane.LessOrEqual(largest, TLane.Broadcast(limit))))))
        {
            alarm.Raise();
        }
    }
}
