namespace LossDsl.Kernels.Memory;

/// <summary>
/// Flag of one call that the loops raise if a target or a given probability may lie outside its range. The loops compare bits, which is cheap but raises false alarms: for -0,
/// and for values that rounding moved slightly beyond 0 or 1. A caller that finds the flag raised checks again, exactly.
/// </summary>
internal sealed class RangeAlarm
{
    // Several threads may raise the flag; the call reads it after they have finished.
    private volatile bool isRaised;

    /// <summary>Whether some loop has raised the alarm.</summary>
    public bool IsRaised => isRaised;

    /// <summary>Raises the alarm. Any thread may call this method.</summary>
    public void Raise() => isRaised = true;
}
