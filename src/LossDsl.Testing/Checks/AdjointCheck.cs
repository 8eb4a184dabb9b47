using LossDsl.Testing.Failures;
using LossDsl.Testing.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Testing.Checks;

/// <summary>Compares the adjoint of a field with central differences of the field, for random values in (0, 1) and a random upstream gradient.</summary>
internal sealed class AdjointCheck(IFieldProvider provider, LossCheckOptions checks)
{
    private const double Step = 1e-4;

    private const string Causes =
        "IFieldProvider.Adjoint is not the transpose of the Jacobian of IFieldProvider.Compute, one of both keeps state, or the field has a kink or a jump at this input; another seed then passes.";

    /// <summary>Compares every element.</summary>
    /// <exception cref="LossCheckException">An element differs.</exception>
    public void Run()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var random = new Random(checks.Seed);
        var count = (int)checks.Shape.Aggregate(1L, static (product, length) => product * length);
        double[] values = [.. Enumerable.Range(0, count).Select(_ => 0.02 + 0.96 * random.NextDouble())];
        double[] upstream = [.. values.Select(_ => random.NextDouble() - 0.5)];
        double Weighted(double[] point) => Numbers.Of(provider.Compute(Of(point))).Zip(upstream, static (value, factor) => value * factor).Sum();

        var found = Numbers.Of(provider.Adjoint(Of(values), Of(upstream)));
        var expected = CentralDifferences.Gradient(Weighted, values, Step);
        var comparison = new Comparison(provider.GetType().Name, "the adjoint", checks.Shape, $"values in (0, 1), seed {checks.Seed}", Causes);
        for (var i = 0; i < count; i++)
        {
            comparison.AssertClose(i, found[i], expected[i], checks.GradientTolerance * (1 + Numbers.Largest(found)));
        }
    }

    private Tensor Of(double[] numbers) => tensor(numbers, [.. checks.Shape]);
}
