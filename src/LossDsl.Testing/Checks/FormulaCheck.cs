using LossDsl.Testing.Failures;
using LossDsl.Testing.Inputs;
using LossDsl.Testing.Oracles;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Testing.Checks;

/// <summary>Compares the value of a loss with its formula, run as C#.</summary>
internal sealed class FormulaCheck(LossSource losses, LossCheckOptions checks)
{
    private const string Causes =
        "The formula loses digits as it is written, which the module does not: a larger ValueTolerance then passes. " +
        "Or the value of the module is not that of the formula: a part written by hand is wrong, or the generator has a defect.";

    // A value of 0 is a rounding error in the formula.
    private const double Smallest = 1e-14;

    /// <summary>Checks all settings.</summary>
    /// <exception cref="LossCheckException">A value differs.</exception>
    /// <exception cref="ArgumentException">The class of the loss has no formula.</exception>
    public void Run()
    {
        foreach (var setting in Setting.All(checks, Enum.GetValues<TargetKind>()))
        {
            using var scope = NewDisposeScope();
            var input = new CheckInput(setting, checks.Shape);
            foreach (var backend in Setting.Backends)
            {
                Check(losses.Create(setting.Options(backend)), input, setting.Text(backend));
            }
        }
    }

    private void Check(FormulaLoss loss, CheckInput input, string setting)
    {
        if (!StageInterpreter.HasFormula(loss.GetType()))
        {
            throw new ArgumentException($"{loss.GetType().Name} has no method with [Formula]. A loss written by hand is checked by LossCheck.Gradient and LossCheck.Hazards.");
        }

        var expected = input.Formula(loss).Evaluate(input.Logits);
        var (found, shape) = input.Value(loss);
        var comparison = new Comparison(loss.Metadata.Name, "value", shape, setting, Causes);
        for (var i = 0; i < found.Length; i++)
        {
            comparison.AssertClose(i, found[i], expected[i], checks.ValueTolerance * Math.Abs(expected[i]) + Smallest);
        }
    }
}
