using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>Where digits are lost: a number minus what can be almost that number, which the rewriter could not cancel; and exponentials beyond a float32.</summary>
internal static class RoundingCheck
{
    // The logarithm of the largest float32.
    private const double Largest = 88.7;

    public static IEnumerable<Finding> Check(LossSpec spec, ProbeValues atDefaults, Domain domain, Budget budget)
    {
        var bounds = new Bounds(domain, budget);
        foreach (var stage in spec.Stages.Where(static stage => stage.Result.Name != Stage.Reduced || stage.Kind != StageKind.Formula))
        {
            var body = domain.Stages[stage.Result].Body;
            foreach (var difference in KinkCheck.Nodes(body).Where(Loses).Select(node => Difference(node, bounds)).OfType<Apply>())
            {
                yield return new(FindingKind.Cancellation, stage.Result.Name, Written(stage.Body, difference), null, []);
            }

            foreach (var exponential in KinkCheck.Nodes(body).Where(node => IsExponential(node) && node.Level == Level.Pixel && bounds.RangeOf(node).IsFinite))
            {
                var argument = bounds.RangeOf(exponential.Arguments[0]);
                if (Math.Max(argument.High, exponential.Op == Functions.Exp || exponential.Op == Functions.Expm1 ? 0 : -argument.Low) > Largest
                    && Point(atDefaults, exponential) is { } point)
                {
                    yield return new(FindingKind.Overflow, stage.Result.Name, Written(stage.Body, exponential), null, ["∞", point]);
                }
            }
        }
    }

    public static bool IsExponential(Apply node) => node.Op == Functions.Exp || node.Op == Functions.Expm1 || node.Op == Functions.Cosh || node.Op == Functions.Sinh;

    // What magnifies a small argument; at float32 any difference.
    private static bool Loses(Apply node) => node.Op == Functions.Pow || node.Op == Functions.Sqrt || node.Op == Functions.Log;

    private static Apply? Difference(Apply node, Bounds bounds)
    {
        if (node.Arguments[0] is not Apply argument || Sum.From(argument) is not { Terms.Count: 2 } sum || sum.Terms.FirstOrDefault(static t => t.Factors.Count == 0) is not { } number)
        {
            return null;
        }

        var other = sum.Terms.First(t => t != number);
        return other.Factors.Any(static f => f.Base is Apply or Variable { Level: not (Level.Fixed or Level.Pixel) }) && bounds.RangeOf(other.Scale(-1).ToExpr()).Contains(number.Coefficient) ? argument : null;
    }

    private static string? Point(ProbeValues evaluation, Apply exponential)
    {
        var pixel = Array.FindIndex(evaluation.Evaluate(exponential), static v => Math.Abs(v) > float.MaxValue);
        return pixel < 0 ? null : Analysis.PointText.Describe(evaluation, exponential, pixel);
    }

    // What the user wrote it as, if it is one thing there.
    private static Apply? Written(Expr body, Expr rewritten) => KinkCheck.Nodes(body).FirstOrDefault(node => Simplifier.Simplify(node).Equals(rewritten));
}
