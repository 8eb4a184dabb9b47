namespace LossDsl.Generator.Formulas;

/// <summary>How a stage makes its result from the values of its body.</summary>
internal enum StageKind
{
    Formula,
    Pixel,
    PixelSum,
    PixelMean,
    PixelMax,
    PixelMin,
    LocalMean,
    ClassSum,
    ClassMean,
}

/// <summary>A step of a loss: a body, and how its values become the result.</summary>
/// <param name="Result">What later stages read.</param>
/// <param name="Kind">How the values of the body become the result.</param>
/// <param name="Body">The value of each pixel or region.</param>
/// <param name="IsStopped">The result is constant in the backward.</param>
/// <param name="Window">The window of a local mean.</param>
internal sealed record Stage(Variable Result, StageKind Kind, Expr Body, bool IsStopped = false, LocalWindow? Window = null)
{
    /// <summary>The name of what a formula reads that reduces its own values.</summary>
    public const string Reduced = "reduced";

    /// <summary>The level at which the body is evaluated.</summary>
    public Level BodyLevel => Kind switch
    {
        StageKind.Formula => Result.Level,
        StageKind.ClassSum or StageKind.ClassMean => Level.Region,
        _ => Level.Pixel,
    };
}

/// <summary>The window of a local mean.</summary>
/// <param name="Side">In pixels, odd.</param>
/// <param name="Sigma">The standard deviation of a Gaussian, or null for a box.</param>
internal sealed record LocalWindow(int Side, double? Sigma);

/// <summary>A map that a pixel stage reads: constant in the backward.</summary>
/// <param name="Variable">What the stage reads.</param>
/// <param name="Of">The member of <c>Of</c>.</param>
/// <param name="Kind">The member of <c>DistanceKind</c>, or null for a provider's map.</param>
/// <param name="Provider">The provider's type, fully qualified, or null for a distance map.</param>
internal sealed record MapSpec(Variable Variable, string Of, string? Kind, string? Provider, double? Minimum = null, double? Maximum = null);
