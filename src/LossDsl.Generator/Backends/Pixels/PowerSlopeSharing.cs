using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Backends.Pixels;

/// <summary>Computes a label power and its derivative from one power, where a pass has both: e x^(e - 1) is e x^e / x.</summary>
internal static class PowerSlopeSharing
{
    /// <summary>Powers u^e and v^e together with their derivatives, from y, u, v and e.</summary>
    public static readonly Op Both = KernelOp.Create("powersOfLabel", 4);

    /// <summary>a y u^e + b (1 - y) v^e, from a result of <see cref="Both"/>, a and b.</summary>
    public static readonly Op Powers = KernelOp.Create("powers", 3);

    /// <summary>As <see cref="Powers"/>, with derivatives in place of the powers.</summary>
    public static readonly Op Slopes = KernelOp.Create("slopes", 3);

    /// <summary>Returns the pass with a pixel step for each power that its value and its derivative share.</summary>
    /// <param name="pass">A pass whose coefficients are hoisted.</param>
    /// <param name="exponent">Returns the coefficient that holds an exponent in the form that <see cref="Both"/> takes.</param>
    /// <param name="name">Returns an unused name that begins with the given one.</param>
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
        List<Step> pixel = [.. shared.PixelSteps];
        var first = pixel.FindIndex(other => other.Term.Reads(step.Result));
        pixel.Insert(first < 0 ? pixel.Count : first, step);
        return shared with { PixelSteps = pixel.ToEquatableArray() };

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
