namespace LossDsl;

/// <summary>
/// Claims about a loss that were checked when it was compiled, each proved, refuted or undecided, and bounds of its values.
/// </summary>
/// <remarks>
/// A proof is about real numbers, without rounding, with probabilities above 0 and below 1. Proofs cover regions of 1 to <see cref="MostPixels"/> valid pixels in images of up to
/// <see cref="MostClasses"/> classes, logits within ±<see cref="LargestLogit"/>, and map values and class weights within ±<see cref="LargestMapValue"/>. For a map of a provider with a
/// <c>[Range]</c> that range holds instead. A hyperparameter takes the values of its range that lie within ±<see cref="LargestHyperparameter"/>; without a range it takes its default.
/// <see cref="Values"/> and <see cref="ValuesAtDefaults"/> hold without these limits.
/// </remarks>
public sealed record LossProof
{
    /// <summary>Largest number of valid pixels in a region that proofs cover.</summary>
    public const double MostPixels = 1e12;

    /// <summary>Largest number of classes in an image that proofs cover.</summary>
    public const double MostClasses = 1e4;

    /// <summary>Largest magnitude of a logit, and of the logarithm of a probability, that proofs cover.</summary>
    public const double LargestLogit = 1e4;

    /// <summary>Largest magnitude of a map value, and of a class weight, that proofs cover.</summary>
    public const double LargestMapValue = 1e9;

    /// <summary>Largest magnitude of a hyperparameter that proofs cover; wider or infinite ranges are cut off there.</summary>
    public const double LargestHyperparameter = 1e6;

    /// <summary>Verdict on the claim that the value of a region is always a finite number, also at jumps.</summary>
    public Verdict IsFinite { get; init; }

    /// <summary>Proved bounds of the value of a region for all hyperparameters in their ranges; infinite where no bound is known.</summary>
    public ValueRange Values { get; init; } = ValueRange.Unknown;

    /// <summary>Proved bounds of the value of a region for all hyperparameters at their defaults; infinite where no bound is known.</summary>
    public ValueRange ValuesAtDefaults { get; init; } = ValueRange.Unknown;

    /// <summary>
    /// Verdict on the claim that a better prediction of a pixel never has a worse value, by <see cref="LossMetadata.Direction"/>. The proof has two parts: the derivative by the
    /// log-odds has the right sign wherever the target is 0 or 1; and no condition, sign function or quotient makes the value jump as the prediction changes.
    /// Undecided if the value may jump, in whichever direction, and if <see cref="LossMetadata.IsMonotone"/> is false, because the loss then does not make the claim.
    /// Never proved if <see cref="HoldsMapsConstant"/>: a changed map or stopped value can make the value worse.
    /// </summary>
    public Verdict KeepsDirection { get; init; }

    /// <summary>
    /// Verdict on the claim that a better prediction of a pixel never has a worse value as long as maps of the prediction and values stopped by [StopGradient] keep their values, as the
    /// gradient takes them. The same as <see cref="KeepsDirection"/> unless <see cref="HoldsMapsConstant"/>.
    /// </summary>
    public Verdict KeepsDirectionWithMapsHeld { get; init; }

    /// <summary>
    /// Verdict on the claim that the derivative by the log-odds of every pixel is bounded wherever it exists. The value itself may still jump, where no derivative exists;
    /// <see cref="IsSmooth"/> is not proved then. See <see cref="HoldsMapsConstant"/>.
    /// </summary>
    public Verdict HasBoundedGradient { get; init; }

    /// <summary>Verdict on the claim that the value has a derivative everywhere: no kink, such as that of |x| at 0, and no jump. See <see cref="HoldsMapsConstant"/>.</summary>
    public Verdict IsSmooth { get; init; }

    /// <summary>
    /// Whether <see cref="HasBoundedGradient"/> and <see cref="IsSmooth"/> hold only “with its maps and stopped values held constant”: the loss reads a map of the prediction, or
    /// [StopGradient] stops a value that changes with the prediction. Derivatives treat these as constants, so the claims do not cover how the value changes with them.
    /// </summary>
    public bool HoldsMapsConstant { get; init; }
}
