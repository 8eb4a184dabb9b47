using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.Cuda;

/// <summary>Prints expressions on region values as CUDA C++ of type double. Subexpressions of hyperparameters alone are read from the numbers that the host computes.</summary>
/// <param name="numbers">Numbers of the host.</param>
internal sealed class RegionValuePrinter(HostNumbers numbers) : DevicePrinter
{
    // 0 where the divisor is 0. A quotient with another limit at 0/0 is another op, RegionOps.Ratio.
    private static readonly Spelling Ratio = "math::ratio({0}, {1})";

    protected override Spelling Spell(Apply apply) =>
        apply.Level == Level.Fixed ? Hoisted(apply)
        : apply.Op == Arithmetic.Divide && apply.Arguments[1].Level != Level.Fixed ? Ratio
        : base.Spell(apply);

    protected override string Spell(Variable variable) => variable.Level == Level.Fixed ? Hoisted(variable) : base.Spell(variable);

    protected override string Spell(double constant) => DeviceNames.Spell(constant);

    private string Hoisted(Expr value) => $"call.numbers[{numbers.IndexOf(value)}]";
}
