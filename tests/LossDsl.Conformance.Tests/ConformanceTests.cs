using LossDsl.Conformance.Cases;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>
/// Compares every loss with its formula over the whole matrix of settings. Value and gradient must agree with the oracles on both backends and on every path: Compute,
/// ValueAndGradient, Backward.
/// </summary>
public sealed class ConformanceTests
{
    [Theory]
    [MemberData(nameof(Matrix.Groups), MemberType = typeof(Matrix))]
    public void Value_and_gradient_are_those_of_the_formula(string loss, ScalarType type, Activation activation)
    {
        var failures = Matrix.Cases(loss, type, activation).SelectMany(Failures).ToArray();

        Assert.True(failures.Length == 0, $"{failures.Length} failures:\n{string.Join('\n', failures.Take(20))}");
    }

    private static IEnumerable<string> Failures(Case tested)
    {
        using var scope = NewDisposeScope();
        var inputs = new CaseInputs(tested);
        var expected = new OracleResult(tested, inputs);
        var random = new Random(tested.Seed);
        double[] upstream = [.. expected.Value.Select(_ => 0.5 + random.NextDouble())], ones = [.. expected.Value.Select(static _ => 1.0)];
        var tolerance = Tolerance.Of(tested.Type);
        var (autograd, gradientOfSum) = (expected.ByAutograd(upstream), expected.ByAutograd(ones).Gradient);
        var differences = tested.Type == ScalarType.Float64 ? expected.GradientByDifferences(upstream) : null;
        List<string> failures = [];
        foreach (var backend in tested.Backends)
        {
            Run(backend);
        }

        return failures;

        void Run(Backend backend)
        {
            var module = tested.Loss.Create(tested.Options with { Backend = backend });
            var called = module.Compute(inputs.Logits, inputs.Target, inputs.Annotations);
            (called.flatten() * tensor(upstream)).sum().backward();
            var gradient = inputs.TakeGradient();
            CompareValue("Compute, value", called, expected.Value);
            CompareValue("Compute, value of the transcription", called, autograd.Value);
            Compare("Compute, gradient by autograd", gradient, autograd.Gradient, tolerance.Gradient, tolerance.SmallestGradient);
            if (differences is not null)
            {
                Compare("Compute, gradient by differences", gradient, differences, 1e-7, 1e-11);
            }

            using var direct = module.ValueAndGradient(inputs.Logits, inputs.Target, inputs.Annotations);
            CompareValue("ValueAndGradient, value", direct.Value, expected.Value);
            Compare("ValueAndGradient, gradient", direct.Gradient, gradientOfSum, tolerance.Gradient, tolerance.SmallestGradient);

            var handed = module.Backward(inputs.Logits, inputs.Target, inputs.Annotations);
            CompareValue("Backward, value", handed, expected.Value);
            Compare("Backward, gradient", inputs.TakeGradient(), gradientOfSum, tolerance.Gradient, tolerance.SmallestGradient);

            // Rounding errors of a sum are relative to its parts.
            void CompareValue(string what, Tensor actual, double[] oracle) =>
                Compare(what, actual, oracle, tolerance.Value * expected.Cancellation, tolerance.SmallestValue);

            void Compare(string what, Tensor actual, double[] oracle, double relative, double absolute)
            {
                var distance = Numbers.Distance(Numbers.Of(actual), oracle);
                var allowed = relative * Numbers.Largest(oracle) + absolute;
                if (!(distance <= allowed))
                {
                    failures.Add($"{what} by {backend}: off by {distance:g3} where {allowed:g3} is allowed ({tested})");
                }
            }
        }
    }
}
