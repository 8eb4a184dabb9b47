using static TorchSharp.torch;

namespace LossDsl.Conformance.Cases;

/// <summary>Compares a loss with its oracles in one case, on every path: Compute with backward, ValueAndGradient, Backward.</summary>
internal static class CaseCheck
{
    /// <summary>Returns a line for each value or gradient that differs from an oracle by more than is allowed.</summary>
    /// <param name="tested">The case.</param>
    /// <param name="backends">Backends that compute it.</param>
    public static IReadOnlyList<string> Failures(Case tested, IEnumerable<Backend> backends)
    {
        using var scope = NewDisposeScope();
        var inputs = new CaseInputs(tested);
        var expected = new OracleResult(tested, inputs);
        var random = new Random(tested.Seed);
        double[] upstream = [.. expected.Value.Select(_ => 0.5 + random.NextDouble())], ones = [.. expected.Value.Select(static _ => 1.0)];
        var tolerance = Tolerance.Of(tested.Type).For(tested.Loss.Name);
        var (autograd, gradientOfSum) = (expected.ByAutograd(upstream), expected.ByAutograd(ones).Gradient);
        var differences = tested.Type == ScalarType.Float64 ? expected.GradientByDifferences(upstream) : null;
        List<string> failures = [];
        foreach (var backend in backends)
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
