using LossDsl.Testing.Failures;
using LossDsl.Testing.Inputs;
using LossDsl.Testing.Oracles;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Testing.Checks;

/// <summary>Checks a loss with saturated logits and with targets that are empty, full or ignored.</summary>
internal sealed class HazardCheck(LossSource losses, LossCheckOptions checks)
{
    private const long Ignored = 255;
    private const string CausesOfInfinity =
        "A quotient by 0, or a logarithm or root of 0: add a smoothing term, or bound the argument by Math.Max. The compiler's findings (LOSS2001 and following) name the place.";

    private const string CausesOfInfluence = "The loss reads pixels that are not valid: its sums and means must go over the valid pixels alone.";

    private long[] Shape => [.. checks.Shape];

    /// <summary>Checks all activations, backends, types and inputs.</summary>
    /// <exception cref="LossCheckException">A value or an element of the gradient is wrong.</exception>
    public void Run()
    {
        foreach (var options in from activation in Setting.Activations(checks) from backend in Setting.Backends select new LossOptions { Activation = activation, Backend = backend })
        {
            using var scope = NewDisposeScope();
            foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
            {
                CheckSaturated(losses.Create(options), type);
                CheckIgnoredEverywhere(losses.Create(options with { IgnoreIndex = Ignored }), type);
            }

            CheckIgnoredInPart(losses.Create(options with { IgnoreIndex = Ignored }));
        }
    }

    private void CheckSaturated(FormulaLoss loss, ScalarType type)
    {
        var random = new Random(checks.Seed);
        foreach (var input in SaturatedInput.All(30, 1e4))
        {
            using var scope = NewDisposeScope();
            var (logits, target) = input.Draw(Shape, loss.Activation, random);
            using var result = loss.ValueAndGradient(logits.to_type(type), target, Inputs(loss));
            Compare(loss, "value", [], $"{type}, {input}", CausesOfInfinity).AssertFinite(Numbers.Of(result.Value));
            Compare(loss, "dL/dlogits", Shape, $"{type}, {input}", CausesOfInfinity).AssertFinite(Numbers.Of(result.Gradient));
        }
    }

    private void CheckIgnoredEverywhere(FormulaLoss loss, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var logits = RandomInput.Logits(Shape, loss.Activation, new Random(checks.Seed)).to_type(type);
        using var result = loss.ValueAndGradient(logits, full(Shape, Ignored, float32), Inputs(loss));
        AssertZero(Compare(loss, "value", [], $"{type}, every pixel ignored", CausesOfInfluence), Numbers.Of(result.Value));
        AssertZero(Compare(loss, "dL/dlogits", Shape, $"{type}, every pixel ignored", CausesOfInfluence), Numbers.Of(result.Gradient));
    }

    private void CheckIgnoredInPart(FormulaLoss loss)
    {
        using var scope = NewDisposeScope();
        var random = new Random(checks.Seed);
        var logits = RandomInput.Logits(Shape, loss.Activation, random);
        var ignored = RandomInput.Fill([Shape[0], 1, .. Shape[2..]], random.NextDouble).lt(0.4).expand(Shape);
        var labels = RandomInput.Target(Shape, loss.Activation, TargetKind.Random, random).to_type(float64);
        var target = where(ignored, full_like(labels, Ignored), labels);
        using var expected = loss.ValueAndGradient(logits, target, Inputs(loss));
        using var found = loss.ValueAndGradient(where(ignored, loss.Activation == Activation.None ? 1 - logits : 1 - 3 * logits, logits), target, Inputs(loss));

        var value = Numbers.Of(expected.Value)[0];
        Compare(loss, "value", [], "Float64, logits of ignored pixels changed", CausesOfInfluence).AssertClose(0, Numbers.Of(found.Value)[0], value, 1e-12 * Math.Abs(value));
        AssertZero(Compare(loss, "dL/dlogits", Shape, "Float64, at an ignored pixel", CausesOfInfluence), Numbers.Of(where(ignored, found.Gradient, zeros_like(found.Gradient))));
    }

    private TargetAnnotations Inputs(FormulaLoss loss) => RandomInputs.Annotations(loss, Shape, checks.Seed);

    private static void AssertZero(Comparison comparison, double[] found)
    {
        for (var i = 0; i < found.Length; i++)
        {
            comparison.AssertClose(i, found[i], expected: 0, allowed: 0);
        }
    }

    private Comparison Compare(FormulaLoss loss, string result, long[] shape, string input, string causes) =>
        new(loss.Metadata.Name, result, shape, $"activation {loss.Activation}, reduction {loss.Options.Reduction}, {input}, backend {loss.Options.Backend}, seed {checks.Seed}", causes);
}
