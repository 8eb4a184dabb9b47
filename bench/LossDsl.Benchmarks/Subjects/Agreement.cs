using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Checks that all contenders compute the same value and gradient, so that no fast but wrong contender enters the tables.</summary>
internal static class Agreement
{
    // Relative to the largest number of the expected tensor.
    private const double Tolerance = 2e-4;

    /// <summary>Compares every contender of every loss with the generated tensor operations, on small images.</summary>
    /// <exception cref="InvalidOperationException">Some contenders differ; the message lists their keys and differences.</exception>
    public static void Check()
    {
        var subjects = AllSubjects.All.Select(static s => s with { Size = Small(s.Size) }).Distinct().Where(static s => s.Contender is not Contender.Copy and not Contender.Tensors);
        string[] wrong = [.. subjects.Select(Compare).OfType<string>()];
        if (wrong.Length > 0)
        {
            throw new InvalidOperationException($"Contenders that do not compute what the catalog does:\n{string.Join("\n", wrong)}");
        }
    }

    private static ProblemSize Small(ProblemSize size) => new([Math.Min(size.Shape[0], 2), size.Shape[1], .. size.Spatial.Select(static _ => 24L)]);

    private static string? Compare(Subject subject)
    {
        using var scope = NewDisposeScope();
        var (actual, expected) = (subject.Prepare()(), (subject with { Contender = Contender.Tensors }).Prepare()());
        var (value, gradient) = (Difference(actual.Value, expected.Value), Difference(actual.Gradient, expected.Gradient));
        return value < Tolerance && gradient < Tolerance ? null : FormattableString.Invariant($"{subject.Key}: value {value:G2}, gradient {gradient:G2} of the largest");
    }

    private static double Difference(Tensor actual, Tensor expected) =>
        (actual.sum().isnan().item<bool>() ? double.PositiveInfinity : (actual - expected).abs().max().item<float>()) / Math.Max(expected.abs().max().item<float>(), 1e-30);
}
