using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>Where a pass has both a labelled power and its derivative, one power does for both: e x^(e - 1) is e x^e / x.</summary>
internal static class PowerSlopeSharing
{
    private static readonly Op Both = KernelOp.Create("powersOfLabel", 4, "new global::LossDsl.CompilerServices.LabelledPowers<TLane>({0}, {1}, {2}, {3})");
    private static readonly Op Powers = KernelOp.Create("powers", 3, "{0:!}.Powers({1}, {2})");
    private static readonly Op Slopes = KernelOp.Create("slopes", 3, "{0:!}.Slopes({1}, {2})");

    /// <summary>How an op of these is spelled; null for others.</summary>
    public static Spelling? Spell(Op op) => op == Both || op == Powers || op == Slopes ? op.Scalar : default(Spelling?);

    /// <summary>The pass with names for such powers.</summary>
    /// <param name="pass">Arithmetic on lanes.</param>
    /// <param name="exponent">An exponent as such powers take it.</param>
    /// <param name="name">A name that nothing else has, from what it should be.</param>
    public static Pass Share(Pass pass, Func<Expr, Expr> exponent, Func<string, string> name)
    {
        var inBothForms = pass.Expressions.SelectMany(Labelled).GroupBy(Shared).Where(static group => group.Select(static apply => apply.Op).Distinct().Count() == 2);
        return inBothForms.Select(static group => group.Key).ToList().Aggregate(
            pass,
            (shared, both) => Share(shared, both, new Step(new(name("powers"), Level.Pixel), StepKind.Assign, new Apply(Both, both.Arguments[0], both.Arguments[1], both.Arguments[2], exponent(both.Arguments[3])))));
    }

    private static Pass Share(Pass pass, Apply both, Step step)
    {
        var shared = pass.MapExpressions(In);
        List<Step> pixel = [.. shared.Pixel];
        var first = pixel.FindIndex(other => other.Term.Reads(step.Result));
        pixel.Insert(first < 0 ? pixel.Count : first, step);
        return shared with { Pixel = pixel.ToEquatableArray() };

        Expr In(Expr expression) => expression switch
        {
            Apply apply when IsLabelled(apply) && Shared(apply).Equals(both) => new Apply(apply.Op == LabelPowerFusion.OfPow ? Powers : Slopes, step.Result, apply.Arguments[1], apply.Arguments[3]),
            Apply apply => new Apply(apply.Op, [.. apply.Arguments.Select(In)]),
            _ => expression,
        };
    }

    private static IEnumerable<Apply> Labelled(Expr expression) =>
        expression is Apply apply ? [.. apply.Arguments.SelectMany(Labelled), .. IsLabelled(apply) ? [apply] : Array.Empty<Apply>()] : [];

    private static bool IsLabelled(Apply apply) => apply.Op == LabelPowerFusion.OfPow || apply.Op == LabelPowerFusion.OfPowSlope;

    private static Apply Shared(Apply labelled) => new(Both, labelled.Arguments[0], labelled.Arguments[2], labelled.Arguments[4], labelled.Arguments[5]);
}
