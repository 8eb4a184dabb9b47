using System.Diagnostics;
using LossDsl.Generator.Analysis;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Harness;
using Xunit.Abstractions;

namespace LossDsl.Generator.Tests.Analysis;

/// <summary>What the analysis of the catalogue costs beside the rest of the generator.</summary>
public sealed class CostTests(ITestOutputHelper output)
{
    [Fact]
    public void Show()
    {
        var sources = Sources.Catalogue();
        GeneratorRun.Of(sources);
        var run = GeneratorRun.Of(sources);
        var plans = run.Step(TrackingNames.Plan).Select(static o => (LoweredLoss)o.Value).ToList();
        var whole = Best(() => GeneratorRun.Of(sources));
        var analysis = Best(() => plans.ForEach(static plan => LossAnalysis.Of(plan)));
        output.WriteLine($"analysis {analysis:F0} ms of {whole:F0} ms");
        foreach (var plan in plans)
        {
            output.WriteLine($"{plan.Name}: {Best(() => LossAnalysis.Of(plan)):F1} ms");
        }
    }

    private static double Best(Action action) => Enumerable.Range(0, 3).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    });
}
