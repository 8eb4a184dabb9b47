using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Arithmetic;
using static LossDsl.Generator.Formulas.Quantities;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// Lists the stages of the soft counts tp, fp, fn and tn, each a sum of contributions over the pixels of a region. The contributions are runtime inputs, because the options of
/// the loss can change them for soft labels.
/// </summary>
internal static class SoftCountStages
{
    /// <summary>Stages that sum the contributions of the runtime. Plans use these.</summary>
    public static IReadOnlyList<Stage> All { get; } =
    [
        new(TruePositives, StageKind.PixelSum, TruePositive),
        new(FalsePositives, StageKind.PixelSum, FalsePositive),
        new(FalseNegatives, StageKind.PixelSum, FalseNegative),
        new(TrueNegatives, StageKind.PixelSum, TrueNegative),
    ];

    /// <summary>
    /// Default contributions and the default slope of tp, as expressions of y, p and q. They read q, since 1 - p loses its significant digits where p is almost 1. Analysis uses
    /// these.
    /// </summary>
    public static IReadOnlyDictionary<Variable, Expr> DefaultContributions { get; } = new Dictionary<Variable, Expr>
    {
        [TruePositive] = Y * P,
        [FalsePositive] = (1 - Y) * P,
        [FalseNegative] = Y * Q,
        [TrueNegative] = (1 - Y) * Q,
        [TruePositiveSlope] = Y,
    };

    /// <summary>Stages that sum the default contributions, <see cref="DefaultContributions"/>.</summary>
    public static IReadOnlyList<Stage> DefaultStages { get; } = [.. All.Select(static stage => stage with { Body = DefaultContributions[(Variable)stage.Body] })];
}
