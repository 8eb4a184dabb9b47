using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>What can be said of a formula that compiles.</summary>
internal enum FindingKind
{
    NotFinite,
    LogOfRatio,
    UnboundedGradient,
    WrongDirection,
    Overflow,
    Cancellation,
    Unused,
    Kink,
    MapWithoutStop,
    WithoutEffect,
    Undecided,
}

/// <summary>Something to tell a user, without a position: that is found by what it is about.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Stage">The stage, by the name of its result.</param>
/// <param name="Node">The part of its body as it was written, or null for the method as such.</param>
/// <param name="Parameter">The parameter, or null.</param>
/// <param name="Arguments">What the message says beside the source of the part.</param>
internal sealed record Finding(FindingKind Kind, string Stage, Expr? Node, string? Parameter, EquatableArray<string> Arguments);
