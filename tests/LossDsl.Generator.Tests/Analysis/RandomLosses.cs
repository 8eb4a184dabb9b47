using LossDsl.Generator.Analysis;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Analysis;

/// <summary>Builds random losses: specifications with random hyperparameter ranges, and random points to evaluate them at.</summary>
internal static class RandomLosses
{
    private const int StepsOfWalk = 8;

    private static readonly (double Low, double High)[] Ranges = [(0, 1), (0, 10), (1e-5, 1e3), (-1, 1), (0.1, 3), (0, 0.5), (1, 2)];

    /// <summary>Returns a loss with the given stages, and a hyperparameter with a random range for each fixed variable.</summary>
    public static LossSpec Spec(IReadOnlyList<Stage> stages, Random random) => new(
        new("", [], "Sample", "global::Sample", "Sample", ""),
        new("sample", "Region", null, null, null, null, "Minimize"),
        [.. stages],
        [.. stages.SelectMany(static stage => Substitution.Variables(stage.Body)).Where(static v => v.Level == Level.Fixed).Distinct().Select(v => Hyperparameter(v.Name, random))],
        [],
        [],
        []);

    /// <summary>Returns a random region and hyperparameters, often at the ends of their ranges.</summary>
    public static Trial Trial(LossSpec spec, Random random)
    {
        var pixels = Enumerable.Range(0, random.Next(1, 5)).Select(_ => new PixelGroup(Logit(random), Target(random), random.Next(4) == 0 ? Math.Round(Math.Pow(10, 5 * random.NextDouble())) : 1));
        return new(new([.. pixels]), spec.Hyperparameters.ToDictionary(static h => h.Variable, h => random.Next(4) switch
        {
            0 => h.Minimum,
            1 => h.Maximum,
            2 => h.Default,
            _ => h.Minimum + ((h.Maximum - h.Minimum) * random.NextDouble()),
        }));
    }

    /// <summary>Returns regions in which one pixel gets better from step to step, by a little or by much. The other pixels and the hyperparameters stay the same.</summary>
    public static (IReadOnlyList<ProbeRegion> Steps, Trial Trial) Walk(LossSpec spec, Random random)
    {
        var trial = Trial(spec, random);
        var target = random.Next(2);
        double[] logits = [.. Enumerable.Range(0, StepsOfWalk).Select(_ => random.Next(2) == 0 ? (random.NextDouble() - 0.5) * 0.4 : (random.NextDouble() - 0.5) * 60).Order()];
        PixelGroup[] others = [.. trial.Scene.Pixels.Skip(1)];
        return ([.. (target == 1 ? logits : logits.Reverse()).Select(logit => new ProbeRegion([new(logit, target), .. others]))], trial);
    }

    /// <summary>Estimates the scale of rounding errors: the size of the largest term of the sum that an expression is.</summary>
    public static double Size(ProbeValues evaluation, Expr expression, int pixel) => expression switch
    {
        Apply { Op: var op, Arguments: var a } when op == Arithmetic.Add || op == Arithmetic.Subtract => Math.Max(Size(evaluation, a[0], pixel), Size(evaluation, a[1], pixel)),
        Apply { Op: var op, Arguments: var a } when op == Arithmetic.Multiply => Size(evaluation, a[0], pixel) * Size(evaluation, a[1], pixel),
        Apply { Op: var op, Arguments: var a } when op == Arithmetic.Negate => Size(evaluation, a[0], pixel),
        Apply { Op: var op, Arguments: var a } when op == Arithmetic.Divide => Size(evaluation, a[0], pixel) / Math.Max(Math.Abs(evaluation.Evaluate(a[1])[pixel]), 1e-300),
        _ => Math.Max(1, Math.Abs(evaluation.Evaluate(expression)[pixel])),
    };

    public static string Text(LossPlan plan) => string.Join("; ", plan.Spec.Stages.Select(static s => $"{s.Result.Name} {s.Kind} = {CompiledLosses.Text(s.Body)}"))
        + " with " + string.Join(", ", plan.Spec.Hyperparameters.Select(static h => $"{h.Name} in {h.Range}"));

    public static string Text(Trial trial) => string.Join(", ", trial.Scene.Pixels) + " " + string.Join(", ", trial.Hyperparameters.Select(static h => $"{h.Key.Name} = {h.Value:R}"));

    private static HyperparameterSpec Hyperparameter(string name, Random random)
    {
        var (low, high) = Ranges[random.Next(Ranges.Length)];
        return new(name, low + ((high - low) * random.NextDouble()), low, high);
    }

    private static double Logit(Random random) => random.Next(4) switch
    {
        0 => random.Next(2) == 0 ? -1e4 : 1e4,
        1 => random.Next(2) == 0 ? -40 : 40,
        2 => 0,
        _ => (random.NextDouble() - 0.5) * 20,
    };

    private static double Target(Random random) => random.Next(6) == 0 ? random.NextDouble() : random.Next(2);
}

/// <summary>Point at which a loss is evaluated: a region and the hyperparameters.</summary>
internal sealed record Trial(ProbeRegion Scene, IReadOnlyDictionary<Variable, double> Hyperparameters);
