using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Quantities;

namespace LossDsl.Generator.Lowering;

/// <summary>The soft confusion counts are stages like any other: sums over the pixels. What a pixel adds to them is given, for the options have a say in it.</summary>
internal static class SoftCounts
{
    public static IReadOnlyList<Stage> All { get; } =
    [
        new(TruePositives, StageKind.PixelSum, TruePositive),
        new(FalsePositives, StageKind.PixelSum, FalsePositive),
        new(FalseNegatives, StageKind.PixelSum, FalseNegative),
        new(TrueNegatives, StageKind.PixelSum, TrueNegative),
    ];
}
