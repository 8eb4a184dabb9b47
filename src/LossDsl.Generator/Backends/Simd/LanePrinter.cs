using LossDsl.Generator.Backends.Pixels;
using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>Prints expressions of a pixel program as C# on lanes. Its variables are lanes and exponents only: the pixel program has hoisted everything else into coefficients.</summary>
/// <param name="isCondition">Whether an expression is a condition. The bits of a condition are a mask, not a number.</param>
internal sealed class LanePrinter(Func<Expr, bool> isCondition) : ExprPrinter
{
    private const string Lane = "global::LossDsl.CompilerServices.Lane";

    // Equality of two conditions. Their bits are masks, which must not be compared as numbers.
    private static readonly Spelling Same = $"{Lane}.Where({{0}}, {{1}}, {Lane}.Not({{1}}))";
    private static readonly Spelling Different = $"{Lane}.Where({{0}}, {Lane}.Not({{1}}), {{1}})";

    private static readonly IReadOnlyDictionary<Op, Spelling> KernelSpellings = new Dictionary<Op, Spelling>
    {
        [OutcomeFusion.Expected] = "pixel.Expected({0}, {1})",
        [OutcomeFusion.LogLikelihoodOfLabel] = "pixel.LogLikelihood({0}, {1})",
        [OutcomeFusion.LogLikelihood] = "pixel.LogLikelihood({0}, {1}, {2})",
        [OutcomeFusion.Variance] = "pixel.Variance",
        [PowerSlopeSharing.Both] = "new global::LossDsl.CompilerServices.LabelledPowers<TLane>({0}, {1}, {2}, {3})",
        [PowerSlopeSharing.Powers] = "{0:!}.Powers({1}, {2})",
        [PowerSlopeSharing.Slopes] = "{0:!}.Slopes({1}, {2})",
    };

    protected override Spelling Spell(Apply apply) =>
        apply.Op == Conditions.Equal && isCondition(apply.Arguments[0]) ? Same
        : apply.Op == Conditions.NotEqual && isCondition(apply.Arguments[0]) ? Different
        : KernelSpellings.TryGetValue(apply.Op, out var spelling) ? spelling : CallSpelling.Spell(apply.Op, Lane);

    protected override string Spell(Variable variable) => variable.Name;

    protected override string Spell(double constant) => Text.Numbers.ToCode(constant);

    // Functions take lanes only; arithmetic operators and exponents also take a double.
    protected override bool MustWrap(Apply parent, Expr argument) =>
        argument is Constant && !Arithmetic.Rows.Contains(parent.Op) && !(LabelPowerFusion.IsPower(parent.Op) && ReferenceEquals(argument, parent.Arguments[parent.Arguments.Count - 1]));

    protected override string Wrap(string argument) => $"TLane.Broadcast({argument})";
}
