using LossDsl.Generator.Analysis;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Formulas;
using Xunit.Abstractions;

namespace LossDsl.Generator.Tests.Analysis;

/// <summary>
/// What is proved of formulas at random is never contradicted by a point, corners among them. SOUNDNESS_FORMULAS=10000 asks for more of them than a build waits for.
/// </summary>
public sealed class SoundnessTests(ITestOutputHelper output)
{
    private const int Points = 1000;
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("SOUNDNESS_FORMULAS"), out var count) ? count : 600;

    [Fact]
    public void Nothing_proved_of_random_formulas_is_contradicted()
    {
        var verdicts = new Dictionary<(string Claim, Verdict Verdict), int>();
        var slowest = TimeSpan.Zero;
        foreach (var (formula, i) in RandomFormulas.OfLosses(Count).Select(static (f, i) => (f, i)))
        {
            var random = new Random(i);
            var lowered = LoweredLoss.Of(RandomLosses.Spec(formula, random));
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var analyzed = LossAnalysis.Of(lowered);
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            var proof = analyzed.Proof;
            Count1(("finite", proof.Finite));
            Count1(("direction", proof.Direction));
            Count1(("bounded", proof.BoundedGradient));
            Contradict(lowered.Plan!, proof, random);
        }

        output.WriteLine($"slowest: {slowest.TotalMilliseconds:F0} ms");
        foreach (var (key, n) in verdicts.OrderBy(static v => v.Key.Claim).ThenBy(static v => v.Key.Verdict))
        {
            output.WriteLine($"{key.Claim} {key.Verdict}: {n}");
        }

        void Count1((string, Verdict) key) => verdicts[key] = verdicts.GetValueOrDefault(key) + 1;
    }

    private static void Contradict(LossPlan plan, Proof proof, Random random)
    {
        var spec = plan.Spec;
        var gradient = Gradient.Of(plan);
        var domain = Domains.Of(spec, Limits.Large, Domains.Declared, new Budget(10000));
        var perScene = 4;
        for (var point = 0; point < Points; point += perScene)
        {
            var trial = RandomLosses.Trial(spec, random);
            var evaluation = new SceneValues(spec, trial.Scene, trial.Hyperparameters);
            foreach (var stage in spec.Stages)
            {
                evaluation.Run(domain.Stages[stage.Result]);
            }

            var value = evaluation[spec.Formula.Result];
            var text = $"{RandomLosses.Text(plan)} at {RandomLosses.Text(trial)}: {value:R}";
            if (proof.Finite == Verdict.Proved)
            {
                Assert.True(double.IsFinite(value), $"not finite: {text}");
            }

            var slack = 1e-7 * Math.Max(1, Math.Abs(value));
            Assert.True(double.IsNaN(value) || (value >= proof.Range.Low - slack && value <= proof.Range.High + slack) || double.IsInfinity(value), $"not in {proof.Range}: {text}");
            if (gradient is null || proof.Finite != Verdict.Proved)
            {
                continue;
            }

            foreach (var step in gradient.Sums)
            {
                evaluation.Run(step);
            }

            Check(plan, evaluation, gradient, trial, proof, text);
        }
    }

    private static void Check(LossPlan plan, SceneValues evaluation, Gradient gradient, Trial trial, Proof proof, string text)
    {
        var values = evaluation.Of(gradient.Value);
        for (var pixel = 0; pixel < values.Length; pixel++)
        {
            var (slope, target) = (values[pixel], trial.Scene.Pixels[pixel].Target);
            if (proof.Direction == Verdict.Proved && target is 0 or 1 && proof.Direction == Verdict.Proved)
            {
                var size = RandomLosses.Size(evaluation, gradient.Value, pixel);
                Assert.True(!(slope * (target == 1 ? 1 : -1) > 1e-9 * size), $"wrong direction {slope:R} at a pixel of {target}: {text}");
            }

            if (proof.BoundedGradient == Verdict.Proved)
            {
                // Behind the floors of slopes, where NaN is 0 times infinity.
                var steep = RandomLosses.At(plan, trial, ofLimits: true).At(gradient.At(target), pixel);
                Assert.True(!double.IsInfinity(steep) && !double.IsInfinity(slope), $"unbounded {steep:R}: {text}");
            }
        }
    }
}
