using LossDsl.Testing;
using Xunit.Abstractions;

namespace LossDsl.Fuzz;

/// <summary>
/// Tests of the whole compiler on random losses that combine all constructs of the language: value and gradient are those of the formula, by kernels and by tensor operations.
/// The environment variable FUZZ_LOSSES sets the number of losses, 30 by default.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_LOSSES"), out var count) ? count : 30;
    private static readonly int First = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_FIRST"), out var first) ? first : 0;

    // The last differences are those of a kink, which another seed passes by.
    private static readonly int[] Seeds = [1, 2, 3];

    [Fact]
    public void Value_and_gradient_of_random_losses_are_those_of_the_formula()
    {
        int[] seeds = [.. Enumerable.Range(First, Count)];
        var losses = CompiledLosses.Compile(seeds.Select(RandomLoss.Source));
        List<string> failures = [];
        foreach (var seed in seeds)
        {
            foreach (var failure in Failures(options => losses.Create($"Loss{seed}", options)))
            {
                failures.Add($"{failure.Message}\n{RandomLoss.Source(seed)}");
                output.WriteLine(failures[^1]);
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {Count} losses differ:\n\n{string.Join("\n\n", failures.Take(5))}");
    }

    [Fact]
    public void Random_losses_have_stages_of_every_form()
    {
        var sources = string.Concat(Enumerable.Range(0, 30).Select(RandomLoss.Source));
        Assert.All(StageForm.All, form => Assert.Contains($"[{form.Attribute}{(form.Attribute == StageForm.OfOrder ? "(" : "]")}", sources, StringComparison.Ordinal));
    }

    private static IEnumerable<Exception> Failures(Func<LossOptions, FormulaLoss> create)
    {
        if (Record.Exception(() => LossCheck.Formula(create, Checks(Seeds[0]))) is { } ofValue)
        {
            yield return ofValue;
        }

        var ofGradient = Seeds.Select(seed => Record.Exception(() => LossCheck.Gradient(create, Checks(seed)))).TakeWhile(static exception => exception is not null).ToList();
        if (ofGradient.Count == Seeds.Length)
        {
            yield return ofGradient[0]!;
        }
    }

    private static LossCheckOptions Checks(int seed) => new() { Seed = seed, Shape = [2, 2, 3, 2] };
}
