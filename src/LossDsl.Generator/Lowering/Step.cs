using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>What a step does with its term.</summary>
internal enum StepKind
{
    /// <summary>Nothing: names it.</summary>
    Assign,

    /// <summary>Sums it over the pixels of each region.</summary>
    Sum,

    /// <summary>Averages it over the pixels of each region.</summary>
    Mean,

    /// <summary>Takes the largest value of each region.</summary>
    Max,

    /// <summary>Takes the smallest value of each region.</summary>
    Min,

    /// <summary>The share of each pixel in the largest or smallest value of its region, which is named by <see cref="Step.Extreme"/>.</summary>
    Share,

    /// <summary>Filters it by a window.</summary>
    LocalMean,

    /// <summary>Filters it by the adjoint of a window.</summary>
    LocalMeanAdjoint,

    /// <summary>Sums it over the classes of each image.</summary>
    ClassSum,

    /// <summary>Averages it over the classes of each image.</summary>
    ClassMean,
}

/// <summary>A named result.</summary>
internal sealed record Step(Variable Result, StepKind Kind, Expr Term, LocalWindow? Window = null, Variable? Extreme = null);
