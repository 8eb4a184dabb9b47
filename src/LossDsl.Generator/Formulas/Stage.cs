namespace LossDsl.Generator.Formulas;

/// <summary>
/// Stage of a loss: a body, evaluated for each pixel, region or image, and the reduction that forms the result. The formula is the last stage; the methods that feed it are the
/// others.
/// </summary>
/// <param name="Result">The variable by which later stages read the result.</param>
/// <param name="Kind">The reduction.</param>
/// <param name="Body">The expression that is reduced.</param>
/// <param name="IsStopped">Whether the result has a stop-gradient: it is constant in the backward pass.</param>
/// <param name="Window">The window of a stage over windows; null for other kinds.</param>
/// <param name="Covariance">The parts of a covariance, whose body is the product of the two values; null for other kinds.</param>
/// <param name="Order">The share of a <see cref="StageKind.PixelTop"/>, or the result of the stage that orders the pixels of a <see cref="StageKind.PixelAbove"/>; null for other kinds.</param>
/// <param name="Provider">The type that computes a field, fully qualified; null for other kinds.</param>
internal sealed record Stage(
    Variable Result, StageKind Kind, Expr Body, bool IsStopped = false, LocalWindow? Window = null, WindowCovariance? Covariance = null, Expr? Order = null, string? Provider = null)
{
    /// <summary>The name of the result of the additional stage that a formula with a reduction of its own is split into, e.g. a <c>[PixelMean]</c> formula.</summary>
    public const string ReducedName = "reduced";

    /// <summary>The level at which the body is evaluated.</summary>
    public Level BodyLevel => Kind switch
    {
        StageKind.Formula => Result.Level,
        _ when Kind.IsOverClasses() => Level.Region,
        _ when Kind.IsOverImages() => Level.Image,
        _ => Level.Pixel,
    };
}

/// <summary>Map that a pixel stage reads: one value for each pixel, computed from the target or the prediction, and constant in the backward pass.</summary>
/// <param name="Variable">The variable by which the stage reads the map.</param>
/// <param name="Of">The member of <c>Of</c>: <c>Target</c> or <c>Prediction</c>.</param>
/// <param name="Kind">The member of <c>DistanceKind</c>; null for a provider's map.</param>
/// <param name="Provider">The provider's type, fully qualified; null for a distance map.</param>
/// <param name="Minimum">The least value that <c>[Range]</c> promises for a provider's map; null if none is stated.</param>
/// <param name="Maximum">The greatest value that <c>[Range]</c> promises for a provider's map; null if none is stated.</param>
internal sealed record MapSpec(Variable Variable, string Of, string? Kind, string? Provider, double? Minimum = null, double? Maximum = null);
