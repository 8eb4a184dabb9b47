using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Arithmetic;
using static LossDsl.Generator.Formulas.Quantities;

namespace LossDsl.Generator.Lowering;

/// <summary>The soft confusion counts are sums like any other: of y p, (1 - y) p, y (1 - p) and (1 - y) (1 - p). 1 - p is q, which keeps its digits.</summary>
internal static class SoftCounts
{
    public static IReadOnlyList<PixelSum> All { get; } =
    [
        new(TruePositives, Y * P),
        new(FalsePositives, (1 - Y) * P),
        new(FalseNegatives, Y * Q),
        new(TrueNegatives, (1 - Y) * Q),
    ];
}
