using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Arithmetic;
using static LossDsl.Generator.Formulas.Quantities;

namespace LossDsl.Generator.Lowering;

/// <summary>The soft confusion counts are stages like any other: sums of y p, (1 - y) p, y (1 - p) and (1 - y) (1 - p). 1 - p is q, which keeps its digits.</summary>
internal static class SoftCounts
{
    public static IReadOnlyList<Stage> All { get; } =
    [
        new(TruePositives, StageKind.PixelSum, Y * P),
        new(FalsePositives, StageKind.PixelSum, (1 - Y) * P),
        new(FalseNegatives, StageKind.PixelSum, Y * Q),
        new(TrueNegatives, StageKind.PixelSum, (1 - Y) * Q),
    ];
}
