using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Finds loss of precision: cancellation, and exponentials that overflow a float32. Cancellation is a difference between a number and a value that can be almost that number,
/// if rewriting could not remove the difference.
/// </summary>
internal static class RoundingCheck
{
    // The logarithm of the largest float32.
    private const double LargestArgument = 88.7;

    /// <summary>Returns a finding for each cancellation, and for each overflow that a probe region shows.</summary>
    public static IEnumerable<Finding> Check(LossSpec spec, ProbeValues atDefaults, Domain domain, Budget budget)
    {
        var bounds = new Bounds(domain, budget);
        foreach (var stage in spec.Stages.Where(static stage => stage.Result.Name != Stage.ReducedName || stage.Kind != StageKind.Formula))
        {
            var body = domain.Stages[stage.Result].Body;
            foreach (var difference in KinkCheck.Nodes(body).Where(Magnifies).Select(node => CancellingDifference(node, bounds)).OfType<Apply>())
            {
                yield return new(FindingKind.Cancellation, stage.Result.Name, AsWritten(stage.Body, difference), null, []);
            }

            foreach (var exponential in KinkCheck.Nodes(body).Where(node => IsExponential(node) && node.Level == Level.Pixel && bounds.RangeOf(node).IsFinite))
            {
                var argument = bounds.RangeOf(exponential.Arguments[0]);
                if (Math.Max(argument.High, exponential.Op == Functions.Exp || exponential.Op == Functions.Expm1 ? 0 : -argument.Low) > LargestArgument
                    && DescribePoint(atDefaults, exponential) is { } point)
                {
                    yield return new(FindingKind.Overflow, stage.Result.Name, AsWritten(stage.Body, exponential), null, ["∞", point]);
                }
            }
        }
    }

    /// <summary>Whether the op grows exponentially: exp, expm1, cosh or sinh.</summary>
    public static bool IsExponential(Apply node) => node.Op == Functions.Exp || node.Op == Functions.Expm1 || node.Op == Functions.Cosh || node.Op == Functions.Sinh;

    // Ops that magnify a small argument, and with it the relative error that cancellation leaves.
    private static bool Magnifies(Apply node) => node.Op == Functions.Pow || node.Op == Functions.Sqrt || node.Op == Functions.Log;

    private static Apply? CancellingDifference(Apply node, Bounds bounds)
    {
        if (node.Arguments[0] is not Apply argument || Sum.From(argument) is not { Terms.Count: 2 } sum || sum.Terms.FirstOrDefault(static t => t.Factors.Count == 0) is not { } number)
        {
            return null;
        }

        var other = sum.Terms.First(t => t != number);
        return other.Factors.Any(static f => f.Base is Apply or Variable { Level: not (Level.Fixed or Level.Pixel) }) && bounds.RangeOf(other.Scale(-1).ToExpr()).Contains(number.Coefficient) ? argument : null;
    }

    private static string? DescribePoint(ProbeValues evaluation, Apply exponential)
    {
        var pixel = Array.FindIndex(evaluation.Evaluate(exponential), static v => Math.Abs(v) > float.MaxValue);
        return pixel < 0 ? null : Analysis.CounterexampleText.Describe(evaluation, exponential, pixel);
    }

    // The part that the user wrote for it; null if no single part simplifies to it.
    private static Apply? AsWritten(Expr body, Expr rewritten) => KinkCheck.Nodes(body).FirstOrDefault(node => Simplifier.Simplify(node).Equals(rewritten));
}
