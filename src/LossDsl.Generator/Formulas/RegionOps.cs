using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Formulas;

/// <summary>Declares the ops that only region values have. Formulas cannot call them, so that they are no rows of <see cref="OpTable"/>.</summary>
internal static class RegionOps
{
    /// <summary>
    /// a / b with a value where b is 0: the limit c if a is 0 too, otherwise 0, without a slope by a and b. Analysis takes a/0 as infinite, because no user means that 0.
    /// </summary>
    public static readonly Op Ratio = new("ratio", 3)
    {
        IsCheap = true,
        Evaluate = static a => a[0] == 0 && a[1] == 0 ? a[2] : a[0] / a[1],
        LocalPartials = static (a, _) => [1 / a[1], -(a[0] / new Apply(Functions.Square, a[1])), Conditions.Choose(new Apply(Conditions.Equal, a[1], 0), 1, 0)],
        Range = static a => IntervalArithmetic.Divide(a[0], a[1]).Hull(a[2]),
        Scalar = "({1} == 0 ? {2} : {0:>} / {1:>})",
        Tensor = "global::LossDsl.CompilerServices.TensorMath.Ratio({0}, {1}, {2})",
        Text = new("{0:=} / {1:>}", Precedence.Multiplicative),
        Latex = new("\\frac{{0}}{{1}}", Precedence.Power),
    };
}
