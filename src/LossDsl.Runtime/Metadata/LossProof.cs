namespace LossDsl;

/// <summary>What became of a claim about a loss when it was compiled.</summary>
public enum Verdict
{
    /// <summary>It is not known.</summary>
    Undecided,

    /// <summary>It holds for every prediction, target and hyperparameter in its range. A hyperparameter without a range is taken at its default.</summary>
    Proved,

    /// <summary>There is a point where it does not hold; the compiler has reported it.</summary>
    Refuted,
}

/// <summary>
/// What was proved of a loss when it was compiled. A proof is about real numbers, rounding left out, with probabilities above 0 and below 1. It is about regions of 1 to
/// <see cref="MostPixels"/> valid pixels in images of up to <see cref="MostClasses"/> classes, logits within ±<see cref="LargestLogit"/>, and maps and class weights within
/// ±<see cref="LargestMapValue"/>. A hyperparameter is in its range, and within ±<see cref="LargestHyperparameter"/> where that has no end. <see cref="Values"/> needs no such limits.
/// </summary>
public sealed record LossProof
{
    /// <summary>The most valid pixels of a region that proofs are about.</summary>
    public const double MostPixels = 1e12;

    /// <summary>The most classes of an image that proofs are about.</summary>
    public const double MostClasses = 1e4;

    /// <summary>The largest size of a logit, and of the logarithm of a probability, that proofs are about.</summary>
    public const double LargestLogit = 1e4;

    /// <summary>The largest size of a value of a map, and of a class weight, that proofs are about.</summary>
    public const double LargestMapValue = 1e9;

    /// <summary>The largest size, in proofs, of a hyperparameter whose range has no end.</summary>
    public const double LargestHyperparameter = 1e6;

    /// <summary>The value of a region is a finite number, also where it jumps.</summary>
    public Verdict IsFinite { get; init; }

    /// <summary>Bounds of the value of a region; infinite where none are known.</summary>
    public ValueRange Values { get; init; } = ValueRange.Unknown;

    /// <summary>The same where all hyperparameters have their defaults.</summary>
    public ValueRange ValuesAtDefaults { get; init; } = ValueRange.Unknown;

    /// <summary>
    /// A better prediction of a pixel never has a worse value, by <see cref="LossMetadata.Direction"/>: the derivative by its log-odds does not have the
    /// wrong sign where the target is 0 or 1, and no condition, sign or quotient makes the value jump as the prediction changes. Undecided where one may, whichever way the
    /// jump goes; and where <see cref="LossMetadata.IsMonotone"/> is false, for the loss does not claim it. See <see cref="HoldsMapsConstant"/>.
    /// </summary>
    public Verdict KeepsDirection { get; init; }

    /// <summary>
    /// The derivative by the log-odds of every pixel is bounded wherever there is one. The value itself may jump, where it has none: <see cref="IsSmooth"/> is not proved then.
    /// See <see cref="HoldsMapsConstant"/>.
    /// </summary>
    public Verdict HasBoundedGradient { get; init; }

    /// <summary>The value has a derivative everywhere: no kink, as |x| has at 0, and no jump. See <see cref="HoldsMapsConstant"/>.</summary>
    public Verdict IsSmooth { get; init; }

    /// <summary>
    /// Whether <see cref="KeepsDirection"/>, <see cref="HasBoundedGradient"/> and <see cref="IsSmooth"/> are claims “with its maps held constant”: the loss reads a map of the
    /// prediction, or [StopGradient] stops a value that changes with the prediction. Derivatives take these for constants, so the claims say nothing of how the value changes with them.
    /// </summary>
    public bool HoldsMapsConstant { get; init; }
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
