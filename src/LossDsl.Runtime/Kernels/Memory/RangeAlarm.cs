namespace LossDsl.Kernels.Memory;

/// <summary>
/// Raised by a kernel that has read a target, or a given probability, that may lie outside its range. Kernels compare bits, which is cheap and suspects too much (-0, and what
/// rounding has made of 0 and 1); whoever finds the alarm raised looks again, exactly.
/// </summary>
internal sealed class RangeAlarm
{
    // Any number of threads set it, and it is read when they are done.
    private volatile bool isRaised;

    public bool IsRaised => isRaised;

    public void Raise() => isRaised = true;
}
