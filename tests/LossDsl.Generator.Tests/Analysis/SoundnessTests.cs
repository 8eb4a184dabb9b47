using System.Text.RegularExpressions;
using LossDsl.Generator.Analysis;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Formulas;
using Xunit.Abstractions;

namespace LossDsl.Generator.Tests.Analysis;

using Verdict = LossDsl.Generator.Analysis.Verdict;

/// <summary>
/// Tests the soundness of proofs on random losses: no evaluated point contradicts a proved claim, and every reported counterexample holds. The environment variable
/// SOUNDNESS_FORMULAS sets the number of losses, 400 by default; a thorough run takes 10000.
/// </summary>
public sealed partial class SoundnessTests(ITestOutputHelper output)
{
    private const int Points = 1000;
    private const int Walks = 100;
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("SOUNDNESS_FORMULAS"), out var count) ? count : 400;

    private readonly Dictionary<string, int> counts = [];
    private readonly List<string> contradictions = [];
    private readonly List<string> unconfirmed = [];
    private int counterexamples;

    [Fact]
    public void No_point_contradicts_a_proof_of_a_random_loss_and_every_counterexample_holds()
    {
        var slowest = TimeSpan.Zero;
        foreach (var (formula, i) in RandomFormulas.OfLosses(Count).Select(static (f, i) => (f, i)))
        {
            var random = new Random(i);
            var lowered = LoweredLoss.Lower(RandomLosses.Spec(formula, random));
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var analyzed = LossAnalysis.Analyze(lowered);
            slowest = i > 100 && watch.Elapsed > slowest ? watch.Elapsed : slowest;
            var proof = analyzed.Proof;
            Tally($"finite {proof.Finite}");
            Tally($"direction {proof.Direction}");
            Tally($"bounded gradient {proof.BoundedGradient}");
            Require(!analyzed.Findings.Any(static f => f.Arguments.Any(static a => a.Contains("Exception)"))), () => $"failed: {analyzed.Findings[0]} {RandomLosses.Text(lowered.Plan!)}");
            Contradict(lowered.Plan!, proof, random);
            Walk(lowered.Plan!, proof, random);
            foreach (var finding in analyzed.Findings)
            {
                Confirm(lowered.Plan!, finding);
            }
        }

        output.WriteLine($"slowest analysis: {slowest.TotalMilliseconds:F0} ms");
        foreach (var (key, n) in counts.OrderBy(static c => c.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{key}: {n}");
        }

        Assert.True(contradictions.Count == 0, $"{contradictions.Count} contradictions:\n{string.Join("\n", contradictions.Take(25))}");
        Assert.True(unconfirmed.Count == 0, $"{unconfirmed.Count} of {counterexamples} counterexamples do not hold:\n{string.Join("\n", unconfirmed.Take(25))}");
    }

    private void Tally(string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    private void Require(bool holds, Func<string> text)
    {
        if (!holds)
        {
            contradictions.Add(text());
        }
    }

    // Evaluates the point of the message independently of the analysis.
    private void Confirm(LossPlan plan, Finding finding)
    {
        Func<Witness, double, bool>? shows = finding.Kind switch
        {
            FindingKind.NotFinite or FindingKind.LogOfRatio => static (witness, _) => !witness.IsFinite,
            FindingKind.Overflow => static (witness, _) => !witness.IsFinite || witness.ExceedsFloat,
            FindingKind.UnboundedGradient => static (witness, _) => !(Math.Abs(witness.Result.By) < 1e11),
            FindingKind.WrongDirection => static (witness, target) => witness.Result.By * (target == 1 ? 1 : -1) > 0 || witness.Rise * (target == 1 ? 1 : -1) > 0,
            _ => null,
        };
        if (shows is null)
        {
            return;
        }

        Tally($"counterexamples of {finding.Kind}");
        counterexamples++;
        if (Step().Match(string.Join(" ", finding.Arguments)) is { Success: true } step)
        {
            if (!HoldsAcross(plan, Number(step, 1), Number(step, 2)))
            {
                unconfirmed.Add($"{finding.Kind} does not hold {string.Join("; ", finding.Arguments)}: {RandomLosses.Text(plan)}");
            }

            return;
        }

        var point = Slope().Replace(finding.Arguments.First(static a => a.Contains(" = ") || a.Length == 0), "$1");
        var witnesses = from hyperparameters in CounterexampleSearch.Find(plan.Spec, 1).Prepend(CounterexampleSearch.Defaults(plan.Spec))
                        from scene in ProbeRegion.All
                        let trial = new Trial(scene, hyperparameters)
                        from pixel in Enumerable.Range(0, trial.Scene.Pixels.Count)
                        from isCompiled in new[] { false, true }
                        let witness = new Witness(plan.Spec, trial, pixel, isCompiled)
                        where shows(witness, trial.Scene.Pixels[pixel].Target) && witness.IsAt(point)
                        select witness;
        if (!witnesses.Any())
        {
            unconfirmed.Add($"{finding.Kind} does not hold at {string.Join("; ", finding.Arguments)}: {RandomLosses.Text(plan)}");
        }
    }

    // Whether a better prediction of a pixel takes the value from one of these numbers to the other, and makes it worse.
    private static bool HoldsAcross(LossPlan plan, double start, double end)
    {
        var defaults = CounterexampleSearch.Defaults(plan.Spec);
        var bases = ProbeRegion.All.Concat(ThresholdRegions.Find(plan.Spec, DomainBuilder.Build(plan, InputLimits.Large, DomainBuilder.Declared, new Budget(10000))));
        return (from scene in bases
                from pixel in Enumerable.Range(0, scene.Pixels.Count)
                let target = scene.Pixels[pixel].Target
                where target is 0 or 1
                from step in Enumerable.Range(1, LogitScan.Levels.Length - 1)
                from isCompiled in new[] { false, true }
                let before = Value(scene, pixel, step - 1, isCompiled)
                let after = Value(scene, pixel, step, isCompiled)
                where IsAbout(before, start) && IsAbout(after, end) && (after - before) * (target == 1 ? 1 : -1) > 0
                select step).Any();

        double Value(ProbeRegion scene, int pixel, int step, bool isCompiled) => new Witness(plan.Spec, new(LogitScan.WithOne(scene, pixel, LogitScan.Levels[step]), defaults), pixel, isCompiled).Result.Value;
    }

    private static bool IsAbout(double value, double told) => Math.Abs(value - told) <= 1e-3 * Math.Abs(told);

    private static double Number(Match match, int group) => Generator.Text.Numbers.TryParse(match.Groups[group].Value, out var number) ? number : double.NaN;

    [GeneratedRegex("from (\\S+) to (\\S+), as its p goes from")]
    private static partial Regex Step();

    [GeneratedRegex("^at (.*), where the derivative by its logit is .*$")]
    private static partial Regex Slope();

    private void Contradict(LossPlan plan, CheckResults proof, Random random)
    {
        var spec = plan.Spec;
        var domain = DomainBuilder.Build(plan, InputLimits.Large, DomainBuilder.Declared, new Budget(10000));
        var gradient = Gradient.Create(plan, new Bounds(domain, new Budget(10000)));
        var perScene = 4;
        for (var point = 0; point < Points; point += perScene)
        {
            var trial = RandomLosses.Trial(spec, random);
            var evaluation = ProbeValues.Evaluate(spec, domain, new([trial.Scene]), trial.Hyperparameters);
            var value = evaluation[spec.Formula.Result];
            var text = $"{RandomLosses.Text(plan)} at {RandomLosses.Text(trial)}: {value:R}";
            if (proof.Finite == Verdict.Proved)
            {
                Require(double.IsFinite(value), () => $"not finite: {text}");
            }

            // At the pole of a quotient of regions an infinity stands for the values beside the pole, on one side of it or the other.
            var isAtPole = evaluation.FindNonFinitePart(plan.Stages[^1].Body, 0) is not null;
            var slack = 1e-7 * Math.Max(1, Math.Abs(value));
            Require(isAtPole || double.IsNaN(value) || (value >= proof.Range.Low - slack && value <= proof.Range.High + slack) || double.IsInfinity(value), () => $"not in {proof.Range}: {text}");
            if (gradient is null || proof.Finite != Verdict.Proved)
            {
                continue;
            }

            Check(evaluation, gradient, trial, proof, text);
        }
    }

    private void Check(ProbeValues stages, Gradient gradient, Trial trial, CheckResults proof, string text)
    {
        var evaluation = stages.AddBackwardSteps(gradient.Sums, ofLimits: false);
        var values = evaluation.Evaluate(gradient.Value);

        // The slopes as limits, without the clamps of generated code. NaN stands for 0 times infinity.
        var steep = stages.AddBackwardSteps(gradient.Sums, ofLimits: true).Evaluate(gradient);
        for (var pixel = 0; pixel < values.Length; pixel++)
        {
            var (slope, target) = (values[pixel], trial.Scene.Pixels[pixel].Target);
            if (proof.DirectionHeld == Verdict.Proved && target is 0 or 1)
            {
                var size = RandomLosses.Size(evaluation, gradient.Value, pixel);
                Require(!(slope * (target == 1 ? 1 : -1) > 1e-9 * size), () => $"wrong direction {slope:R} at a pixel of {target}: {text}");
            }

            if (proof.BoundedGradient == Verdict.Proved)
            {
                Require(!double.IsInfinity(steep[pixel]) && !double.IsInfinity(slope), () => $"unbounded {steep[pixel]:R}: {text}");
            }
        }
    }

    // No derivative shows a jump, but values on both sides of it do: while one pixel gets better, step by step, the value must never get worse.
    private void Walk(LossPlan plan, CheckResults proof, Random random)
    {
        if (proof.Direction != Verdict.Proved)
        {
            return;
        }

        var domain = DomainBuilder.Build(plan, InputLimits.Large, DomainBuilder.Declared, new Budget(10000));
        for (var walk = 0; walk < Walks; walk++)
        {
            var (steps, trial) = RandomLosses.Walk(plan.Spec, random);
            var evaluation = ProbeValues.Evaluate(plan.Spec, domain, new(steps), trial.Hyperparameters);
            double[] values = [.. steps.Select((_, step) => evaluation[plan.Spec.Formula.Result, step * trial.Scene.Pixels.Count])];
            for (var step = 1; step < values.Length; step++)
            {
                var (before, after) = (values[step - 1], values[step]);
                Require(!(after - before > 1e-7 * Math.Max(1, Math.Abs(before))), () =>
                    $"rises from {before:R} to {after:R} as the first pixel goes from {steps[step - 1].Pixels[0]} to {steps[step].Pixels[0]}: {RandomLosses.Text(plan)} at {RandomLosses.Text(trial)}");
            }
        }
    }
}
