using LossDsl.Conformance.Cases;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Hazards;

/// <summary>Compares a loss with the value and gradient that the hazard table states for it.</summary>
internal static class Evaluation
{
    /// <summary>Evaluates a loss and asserts value and gradient of a cell, within the tolerances of the tensor type and of the row.</summary>
    public static void AssertStated(string loss, HazardRow row, HazardCell cell, double[] z, double[] y, ScalarType type, LossOptions? options = null)
    {
        using var scope = NewDisposeScope();
        var (logits, target) = (tensor(z, [1, 1, Situation.Width, Situation.Width]), tensor(y, [1, 1, Situation.Width, Situation.Width]));
        logits = (row.IsSoftmax ? cat([-logits, logits], 1) / 2 : logits).to_type(type);
        target = row.IsSoftmax ? cat([1 - target, target], 1) : target;

        // The cell is evaluated for the logits as the tensor type rounds them.
        var held = Numbers.Of(logits)[^Situation.Pixels..].Select(logit => row.IsSoftmax ? 2 * logit : logit).ToArray();
        var situation = new Situation(held, y);
        var (value, gradient) = (cell.Value(situation), Enumerable.Range(0, Situation.Pixels).Select(i => cell.Gradient(situation, i)).ToArray());
        gradient = row.IsSoftmax ? [.. gradient.Select((g, i) => cell.OfBackground?.Invoke(situation, i) ?? -g), .. gradient] : gradient;

        var module = LossCatalog.All[loss].Create(row.Hyperparameters, (options ?? new()) with { Activation = row.IsSoftmax ? Activation.Softmax : Activation.Sigmoid });
        using var result = module.ValueAndGradientOfInputs(logits, target);

        var tolerance = Tolerance.Of(type);
        Compare("value", Numbers.Of(result.Value), [value], Math.Max(tolerance.Value, row.Tolerance), row.Zero);
        Compare("gradient", Numbers.Of(result.Gradient), gradient, Math.Max(tolerance.Gradient, row.Tolerance), row.Zero + (type == ScalarType.Float16 ? Math.Pow(2, -25) : 0));

        void Compare(string what, double[] actual, double[] expected, double relative, double zero)
        {
            var distance = Numbers.Distance(actual, expected);
            Assert.True(
                distance <= relative * Numbers.Largest(expected) + zero,
                $"{loss} {type} ±{situation.Size:g3}: {what} {Numbers.Largest(actual):g6}, stated {Numbers.Largest(expected):g6}; apart by {distance:g2}");
        }
    }
}
