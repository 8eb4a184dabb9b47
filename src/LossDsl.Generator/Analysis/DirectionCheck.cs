using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Checks that a better prediction of a pixel never makes a loss worse. The derivative by the pixel's logit must be at most 0 where the target is 1, and at least 0 where the
/// target is 0, and no value may jump as the prediction changes. For a score, which is maximized, the signs are reversed.
/// </summary>
/// <remarks>
/// A derivative holds maps of the prediction and stopped values constant. Where a loss has any, the claim about the value itself is never proved, and a second claim says that it holds
/// with these values constant.
/// </remarks>
internal static class DirectionCheck
{
    /// <summary>
    /// Returns the verdicts on the value and with values held constant, with a finding if the latter is refuted or undecided. A loss that is declared not to be monotone is undecided,
    /// without a finding.
    /// </summary>
    /// <param name="spec">The loss.</param>
    /// <param name="gradient">The gradient of the loss.</param>
    /// <param name="continuity">The parts whose values may jump as the prediction changes, which no derivative shows. A jump prevents a proof.</param>
    /// <param name="atDefaults">The values of the loss at the probe regions, with default hyperparameters.</param>
    /// <param name="scans">The values at the scans of the loss.</param>
    /// <param name="domain">The domain of the loss.</param>
    /// <param name="budget">The limit on analysis steps.</param>
    public static (Verdict OfValue, Verdict Held, IReadOnlyList<Finding> Findings) Check(
        LossSpec spec, Gradient gradient, Continuity continuity, ProbeValues atDefaults, IReadOnlyList<EvaluatedScan> scans, Domain domain, Budget budget)
    {
        if (!spec.Citation.IsMonotone)
        {
            return (Verdict.Undecided, Verdict.Undecided, []);
        }

        var sign = spec.Citation.Direction == "Maximize" ? -1 : 1;
        var (slopes, findings) = CheckSlopes(spec, gradient, sign, atDefaults, domain, budget);

        // Distances within a map of the prediction are not known at a probe region, so that no step there shows anything.
        var step = continuity.Jump is not null && slopes == Verdict.Proved && spec.Maps.All(static map => map.Of != "Prediction") ? StepSearch.Find(spec, domain, scans, sign) : null;
        if (step is not null && !continuity.HoldsMapsConstant)
        {
            return (Verdict.Refuted, Verdict.Refuted, [step]);
        }

        var held = slopes;
        if (slopes == Verdict.Proved && continuity.JumpHeld is var (stage, part))
        {
            (held, findings) = (Verdict.Undecided, [Undecided(stage, part)]);
        }

        return (!continuity.HoldsMapsConstant ? held : step is null ? Verdict.Undecided : Verdict.Refuted, held, findings);
    }

    private static (Verdict Verdict, IReadOnlyList<Finding> Findings) CheckSlopes(LossSpec spec, Gradient gradient, int sign, ProbeValues atDefaults, Domain domain, Budget budget)
    {
        // Through a local mean a pixel also changes the values of its neighbours, whose targets may ask for the other sign.
        if (!gradient.IsLocal)
        {
            return (Verdict.Undecided, [Undecided(spec)]);
        }

        var gradientDomain = gradient.ExtendDomain(domain, InputLimits.Large, PoleRule.UnboundedSlope, budget);
        var early = Refute(spec, gradient, atDefaults, sign);
        if (early is null && new[] { 0, 1 }.All(target => IsProved(spec, gradient.ForTarget(target), target, target == 1 ? -sign : sign, gradientDomain, budget)))
        {
            return (Verdict.Proved, []);
        }

        var finding = early ?? CounterexampleSearch.Find(spec, domain, gradient.Value.Size, values => Refute(spec, gradient, values, sign));
        return finding is not null ? (Verdict.Refuted, [finding]) : (Verdict.Undecided, [Undecided(spec)]);
    }

    private const string Claim = "whether better predictions always have better values";

    private static Finding Undecided(LossSpec spec) => FiniteCheck.Undecided(spec.Formula, Claim);

    private static Finding Undecided(Stage stage, Expr? jump) => FiniteCheck.Undecided(stage, $"{Claim}: the value can jump as the prediction changes") with { Node = jump };

    private static bool IsProved(LossSpec spec, Expr gradient, int target, int sign, Domain domain, Budget budget)
    {
        var part = spec.Maps.Where(static map => map is { Kind: "Signed", Of: "Target" })
            .Aggregate(domain, (known, map) => known.Add(map.Variable, target == 1 ? Interval.NonPositive : Interval.NonNegative));

        // Stages depend on all pixels, so the targets and maps in them keep their full ranges. The signs of factors often suffice; ratios are tried after that.
        var signs = new Bounds(domain, budget, PoleRule.UnboundedSlope, comparesFactors: false).NarrowToPixel(part);
        return HasSign(signs.RangeOf(gradient)) || CaseSplit.IsProved(gradient, signs.EnableFactorComparison(), part, budget, HasSign);

        bool HasSign(Interval range) => sign > 0 ? range.IsNonNegative : range.IsNonPositive;
    }

    private static Finding? Refute(LossSpec spec, Gradient gradient, ProbeValues stages, int sign)
    {
        var evaluation = stages.AddBackwardSteps(gradient.Sums, ofLimits: false);
        var values = evaluation.Evaluate(gradient);
        var largest = evaluation.Regions.Largest(values);
        for (var pixel = 0; pixel < values.Length; pixel++)
        {
            var target = evaluation[Quantities.Y, pixel];
            var wrong = target is 0 or 1 ? values[pixel] * sign * (target == 1 ? 1 : -1) : 0;

            // A smaller derivative may be 0 with rounding errors.
            if (wrong > 1e-12 && wrong > 1e-6 * largest[pixel] && !double.IsInfinity(largest[pixel]))
            {
                var of = target == 1 ? "foreground" : "background";
                var moves = (target == 1) == (sign > 0) ? "raises" : "lowers";
                return new(FindingKind.WrongDirection, spec.Formula.Result.Name, null, null, [of, moves, $"at {CounterexampleText.Describe(evaluation, spec, pixel)}, where the derivative by its logit is {CounterexampleText.Display(values[pixel])}"]);
            }
        }

        return null;
    }
}
