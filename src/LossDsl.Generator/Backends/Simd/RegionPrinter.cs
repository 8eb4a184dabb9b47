using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>Expressions as C# on the numbers of regions, float64.</summary>
internal sealed class RegionPrinter : CodePrinter
{
    private const string Functions = "global::LossDsl.CompilerServices.RegionMath";

    // As on tensors: a class that is neither there nor predicted costs nothing.
    private static readonly Spelling Ratio = $"{Functions}.Ratio({{0}}, {{1}})";

    protected override Spelling SpellVarying(Apply apply) =>
        apply.Op == Arithmetic.Divide && apply.Arguments[1].Level != Level.Fixed ? Ratio : SimdSpelling.Spell(apply.Op, Functions);
}
