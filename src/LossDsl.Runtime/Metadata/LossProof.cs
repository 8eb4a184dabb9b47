namespace LossDsl;

/// <summary>What became of a claim about a loss when it was compiled.</summary>
public enum Claim
{
    /// <summary>It is not known.</summary>
    Undecided,

    /// <summary>It holds for every prediction, target and hyperparameter in its range. A hyperparameter without a range is taken at its default.</summary>
    Proved,

    /// <summary>There is a point where it does not hold; the compiler has reported it.</summary>
    Refuted,
}

/// <summary>What was proved of a loss when it was compiled: of real numbers, rounding left out, and of regions with one valid pixel at least.</summary>
public sealed record LossProof
{
    /// <summary>The value of a region is a finite number.</summary>
    public Claim IsFinite { get; init; }

    /// <summary>Bounds of the value of a region; infinite where none are known.</summary>
    public ValueRange Values { get; init; } = ValueRange.Unknown;

    /// <summary>The same where all hyperparameters have their defaults.</summary>
    public ValueRange ValuesAtDefaults { get; init; } = ValueRange.Unknown;

    /// <summary>
    /// A better prediction of a pixel never has a worse value, by <see cref="LossMetadata.Direction"/>: the derivative by its log-odds does not have the
    /// wrong sign where the target is 0 or 1.
    /// </summary>
    public Claim KeepsDirection { get; init; }

    /// <summary>The derivative by the log-odds of every pixel is bounded.</summary>
    public Claim HasBoundedGradient { get; init; }

    /// <summary>There is no kink, as |x| has at 0.</summary>
    public Claim IsSmooth { get; init; }
}

/// <summary>Bounds of a value.</summary>
/// <param name="Minimum">It is never less.</param>
/// <param name="Maximum">It is never more.</param>
public readonly record struct ValueRange(double Minimum, double Maximum)
{
    /// <summary>No bounds.</summary>
    public static ValueRange Unknown { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>As an interval, e.g. <c>[0, 1]</c> or <c>[0, ∞)</c>.</summary>
    public override string ToString() => 
        (double.IsInfinity(Minimum) ? "(-∞" : FormattableString.Invariant($"[{Minimum}")) + ", " + (double.IsInfinity(Maximum) ? "∞)" : FormattableString.Invariant($"{Maximum}]"));
}
