using LossDsl.Testing.Failures;
using LossDsl.Testing.Inputs;
using LossDsl.Testing.Oracles;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Testing.Checks;

/// <summary>Compares the gradient of a loss with central differences.</summary>
internal sealed class GradientCheck(LossSource losses, LossCheckOptions checks)
{
    private const string Causes =
        "The backward pass does not fit the value: a gradient written by hand is wrong, or the generator has a defect. " +
        "Or the formula has a kink or a jump at this input (Math.Abs, Math.Max, a condition); another seed then passes.";

    // A kink or a jump that is nearer than two steps spoils the differences. Smaller steps pass by, with larger rounding errors.
    private static readonly double[] Steps = [1e-3, 1e-4, 1e-5];

    /// <summary>Checks all settings.</summary>
    /// <exception cref="LossCheckException">An element of the gradient differs.</exception>
    public void Run()
    {
        foreach (var setting in Setting.All(checks, TargetKind.Random, TargetKind.Soft))
        {
            using var scope = NewDisposeScope();
            Check(setting);
        }
    }

    private void Check(Setting setting)
    {
        var input = new CheckInput(setting, checks.Shape);
        var function = Function(losses.Create(setting.Options(Backend.Automatic)), input);
        var random = new Random(setting.Seed);
        double[] upstream = [.. function(input.Logits).Select(_ => 0.5 + random.NextDouble())];
        double Weighted(double[] logits) => function(logits).Zip(upstream, static (value, factor) => value * factor).Sum();

        var expected = CentralDifferences.Gradient(Weighted, input.Logits, Steps[0]);
        foreach (var backend in Setting.Backends)
        {
            var loss = losses.Create(setting.Options(backend));
            Compare(Weighted, input, input.Gradient(loss, upstream), expected, new(loss.Metadata.Name, "dL/dlogits", input.Shape, setting.Text(backend), Causes));
        }
    }

    private void Compare(Func<double[], double> function, CheckInput input, double[] found, double[] expected, Comparison comparison)
    {
        var (scale, value) = (Numbers.Largest(found), Math.Abs(function(input.Logits)));
        for (var i = 0; i < found.Length; i++)
        {
            if (!(Numbers.Distance(found[i], expected[i]) <= Allowed(Steps[0])) && !Steps.Skip(1).Any(step => Agrees(i, step)))
            {
                comparison.AssertClose(i, found[i], expected[i], Allowed(Steps[0]));
            }
        }

        double Allowed(double step) => checks.GradientTolerance * scale + 1e-15 / step * (1 + value);

        bool Agrees(int i, double step) => Numbers.Distance(found[i], CentralDifferences.Derivative(function, input.Logits, i, step)) <= Allowed(step);
    }

    /// <summary>Returns the function whose derivative the gradient is: the value of the loss, or its formula with stopped stages and maps held constant.</summary>
    private static Func<double[], double[]> Function(FormulaLoss loss, CheckInput input)
    {
        if (!StageInterpreter.HoldsConstants(loss.GetType()))
        {
            return logits => input.Value(loss, logits);
        }

        var formula = input.Formula(loss);
        formula.Stop(input.Logits);
        return formula.Evaluate;
    }
}
