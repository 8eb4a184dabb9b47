using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Arithmetic;
using static LossDsl.Generator.Formulas.Quantities;

namespace LossDsl.Generator.Lowering;

/// <summary>The soft confusion counts are stages like any other: sums over the pixels. What a pixel adds to them is given, for the options have a say in it.</summary>
internal static class SoftCountStages
{
    public static IReadOnlyList<Stage> All { get; } =
    [
        new(TruePositives, StageKind.PixelSum, TruePositive),
        new(FalsePositives, StageKind.PixelSum, FalsePositive),
        new(FalseNegatives, StageKind.PixelSum, FalseNegative),
        new(TrueNegatives, StageKind.PixelSum, TrueNegative),
    ];

    /// <summary>What a pixel adds where nothing else was asked for: products. 1 - p is q, which keeps its digits.</summary>
    public static IReadOnlyDictionary<Variable, Expr> Products { get; } = new Dictionary<Variable, Expr>
    {
        [TruePositive] = Y * P,
        [FalsePositive] = (1 - Y) * P,
        [FalseNegative] = Y * Q,
        [TrueNegative] = (1 - Y) * Q,
        [TruePositiveSlope] = Y,
    };

    /// <summary>The counts by products.</summary>
    public static IReadOnlyList<Stage> ByProducts { get; } = [.. All.Select(static stage => stage with { Body = Products[(Variable)stage.Body] })];
}
