using System.Diagnostics;
using LossDsl.Generator.Analysis;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Harness;
using Xunit.Abstractions;

namespace LossDsl.Generator.Tests.Analysis;

/// <summary>What the analysis of the catalogue costs beside the rest of the generator.</summary>
public sealed class CostTests(ITestOutputHelper output)
{
    // Memory, which is the same in every run and which the time follows; in megabytes, with room for what a compiler may do otherwise.
    private const double MostOfTheCatalogue = 420;
    private const double MostOfOne = 70;

    [Fact]
    public void Of_the_catalogue()
    {
        var sources = Sources.Catalogue();
        var plans = GeneratorRun.Of(sources).Step(TrackingNames.Plan).Select(static o => (LoweredLoss)o.Value).ToList();
        var costs = plans.Select(static plan => (plan.Name, Megabytes: Megabytes(() => LossAnalysis.Of(plan)), Time: Best(() => LossAnalysis.Of(plan)))).ToList();
        output.WriteLine($"analysis {costs.Sum(static c => c.Time):F0} ms of {Best(() => GeneratorRun.Of(sources)):F0} ms, {costs.Sum(static c => c.Megabytes):F0} MB");
        foreach (var (name, megabytes, time) in costs)
        {
            output.WriteLine($"{name}: {time:F1} ms, {megabytes:F1} MB");
        }

        Assert.All(costs, static c => Assert.InRange(c.Megabytes, 0, MostOfOne));
        Assert.InRange(costs.Sum(static c => c.Megabytes), 0, MostOfTheCatalogue);
    }

    private static double Megabytes(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1e6;
    }

    private static double Best(Action action) => Enumerable.Range(0, 3).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    });
}
