using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>Kinds of diagnostics that the analysis reports on a formula that compiles.</summary>
internal enum FindingKind
{
    /// <summary>A value is NaN or infinite at some input.</summary>
    NotFinite,

    /// <summary>The logarithm of a ratio without smoothing is NaN or infinite at some input.</summary>
    LogOfRatio,

    /// <summary>The derivative by a logit has no bound.</summary>
    UnboundedGradient,

    /// <summary>A better prediction of a pixel makes the loss worse.</summary>
    WrongDirection,

    /// <summary>An exponential overflows.</summary>
    Overflow,

    /// <summary>A difference of numbers that can be almost equal loses significant digits.</summary>
    Cancellation,

    /// <summary>A hyperparameter or a stage has no effect on the value, or the prediction has none.</summary>
    Unused,

    /// <summary>The loss has no derivative at some input.</summary>
    Kink,

    /// <summary>The backward pass holds a map of the prediction constant, but the formula has no stop-gradient to say so.</summary>
    MapWithoutStop,

    /// <summary>Pixels of the foreground or of the background have no gradient.</summary>
    WithoutEffect,

    /// <summary>A quotient of regions is 0/0 for a class that is absent.</summary>
    ZeroQuotient,

    /// <summary>A claim could be neither proved nor refuted.</summary>
    Undecided,
}

/// <summary>Result of the analysis to report to the user, without a source position. The front end finds the position from stage, node and parameter.</summary>
/// <param name="Kind">The kind of diagnostic.</param>
/// <param name="Stage">The name of the result of the stage that the finding is about.</param>
/// <param name="Node">The part of the stage's body as the user wrote it; null for the whole method.</param>
/// <param name="Parameter">The name of the parameter that the finding is about; null if it is about an expression or a method.</param>
/// <param name="Arguments">The arguments of the message after the first, which is the source text at the position.</param>
internal sealed record Finding(FindingKind Kind, string Stage, Expr? Node, string? Parameter, EquatableArray<string> Arguments);
