using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>Expressions as C# on lanes of pixels. What does not change with the pixel has been made a coefficient before: all that is left are lanes, constants and exponents.</summary>
/// <param name="isCondition">Whether a variable is a condition, the bits of which are no number.</param>
internal sealed class LanePrinter(Func<Variable, bool> isCondition) : ExprPrinter
{
    private const string Lane = "global::LossDsl.CompilerServices.Lane";

    // Of two conditions, whose bits must not be compared as numbers.
    private static readonly Spelling Same = $"{Lane}.Where({{0}}, {{1}}, {Lane}.Not({{1}}))";
    private static readonly Spelling Different = $"{Lane}.Where({{0}}, {Lane}.Not({{1}}), {{1}})";

    protected override Spelling Spell(Apply apply) =>
        apply.Op == Conditions.Equal && IsCondition(apply.Arguments[0]) ? Same
        : apply.Op == Conditions.NotEqual && IsCondition(apply.Arguments[0]) ? Different
        : PowerSlopeSharing.Spell(apply.Op) ?? OutcomeFusion.Spell(apply.Op) ?? SimdSpelling.Spell(apply.Op, Lane);

    protected override string Spell(Variable variable) => variable.Name;

    protected override string Spell(double constant) => Text.Numbers.ToCode(constant);

    // Functions take lanes; arithmetic and exponents take numbers too.
    protected override bool MustWrap(Apply parent, Expr argument) =>
        argument is Constant && !Arithmetic.Rows.Contains(parent.Op) && !(LabelPowerFusion.IsPower(parent.Op) && ReferenceEquals(argument, parent.Arguments[parent.Arguments.Count - 1]));

    protected override string Wrap(string argument) => $"TLane.Broadcast({argument})";

    /// <summary>Whether the expression is a condition.</summary>
    public bool IsCondition(Expr expression) => expression switch
    {
        Variable variable => isCondition(variable),
        Apply apply when apply.Op == Conditions.Select => IsCondition(apply.Arguments[1]),
        Apply apply => Conditions.Rows.Contains(apply.Op),
        _ => false,
    };
}
