using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.Regions;

/// <summary>Prints expressions as C# on region values, in float64.</summary>
internal sealed class RegionPrinter : CodePrinter
{
    private const string RegionMath = "global::LossDsl.CompilerServices.RegionMath";

    // 0 where the divisor is 0. A quotient with another limit at 0/0 is another op, RegionOps.Ratio.
    private static readonly Spelling Ratio = $"{RegionMath}.Ratio({{0}}, {{1}})";

    protected override Spelling SpellVarying(Apply apply) =>
        apply.Op == Arithmetic.Divide && apply.Arguments[1].Level != Level.Fixed ? Ratio
        : IsMapped(apply.Op) ? Map(apply.Op)
        : CallSpelling.Spell(apply.Op, RegionMath);

    // A function of one or two numbers is mapped over the regions as it is written for numbers; RegionMath has the ops that take more.
    private static bool IsMapped(Op op) => op.Arity <= 2 && op != Functions.Stop && Functions.Rows.Contains(op);

    private static Spelling Map(Op op)
    {
        var (arguments, parameters) = op.Arity == 1 ? ("{0}", "x") : ("{0}, {1}", "x, y");
        var scalar = op.Scalar.Template;
        var function = scalar.EndsWith($"({arguments})", StringComparison.Ordinal)
            ? scalar.Substring(0, scalar.Length - arguments.Length - 2)
            : $"static ({parameters}) => {scalar.Replace("{0}", "x").Replace("{1}", "y")}";
        return $"{RegionMath}.Map({arguments}, {function})";
    }
}
