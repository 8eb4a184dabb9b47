namespace LossDsl;

/// <summary>Bounds of the value of a loss, proved by analysis; the value may not attain them.</summary>
/// <param name="Minimum">The value is never less; negative infinity if no lower bound is known.</param>
/// <param name="Maximum">The value is never more; positive infinity if no upper bound is known.</param>
public readonly record struct ValueRange(double Minimum, double Maximum)
{
    /// <summary>Bounds of -∞ and ∞, for a value of which none are known.</summary>
    public static ValueRange Unknown { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Formats the bounds as an interval, e.g. <c>[0, 1]</c> or <c>[0, ∞)</c>.</summary>
    public override string ToString() => 
        (double.IsInfinity(Minimum) ? "(-∞" : FormattableString.Invariant($"[{Minimum}")) + ", " + (double.IsInfinity(Maximum) ? "∞)" : FormattableString.Invariant($"{Maximum}]"));
}
