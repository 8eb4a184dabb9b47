using System.Diagnostics;
using LossDsl.Generator.Analysis;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Harness;
using Xunit.Abstractions;
using static LossDsl.Generator.Formulas.Arithmetic;
using static LossDsl.Generator.Formulas.Quantities;

namespace LossDsl.Generator.Tests.Analysis;

/// <summary>Limits the memory that the analysis allocates, for the catalog and for deeply nested formulas, and prints its time beside that of the whole generator.</summary>
public sealed class CostTests(ITestOutputHelper output)
{
    // Limits in megabytes, with room for other compilers. Allocated memory is the same in every run, and the time grows with it.
    // Skeletons of three iterations (19) are the most that a loss takes; half of the catalog takes under 2.
    private const double LimitOfCatalog = 290;
    private const double LimitOfLoss = 20;
    private const double LimitOfNested = 100;

    [Fact]
    public void Analysis_of_the_catalog_stays_within_its_limit()
    {
        var sources = Sources.Catalog();
        var plans = GeneratorRun.Of(sources).Step(TrackingNames.Plan).Select(static o => (LoweredLoss)o.Value).ToList();
        var costs = plans.Select(static plan => (plan.Name, Megabytes: Megabytes(() => LossAnalysis.Analyze(plan)), Time: BestTime(() => LossAnalysis.Analyze(plan)))).ToList();
        output.WriteLine($"analysis {costs.Sum(static c => c.Time):F0} ms of {BestTime(() => GeneratorRun.Of(sources)):F0} ms, {costs.Sum(static c => c.Megabytes):F0} MB");
        foreach (var (name, megabytes, time) in costs)
        {
            output.WriteLine($"{name}: {time:F1} ms, {megabytes:F1} MB");
        }

        Assert.All(costs, static c => Assert.InRange(c.Megabytes, 0, LimitOfLoss));
        Assert.InRange(costs.Sum(static c => c.Megabytes), 0, LimitOfCatalog);
    }

    [Theory]
    [InlineData("log1p(abs(x))", 100)]
    [InlineData("sqrt(x + 1)", 100)]
    [InlineData("tp / (x + fp + smooth)", 60)]
    [InlineData("max(x - fp, tp)", 100)]
    [InlineData("(x + fp)^2 / (tp + smooth)", 60)]
    public void Analysis_of_a_deeply_nested_formula_stays_within_its_limit(string shape, int times)
    {
        Expr smooth = new Variable("smooth", Level.Fixed);
        var body = Enumerable.Range(0, times).Aggregate((Expr)TruePositives, (x, _) => shape switch
        {
            "log1p(abs(x))" => new Apply(Functions.Log1p, new Apply(Functions.Abs, x)),
            "sqrt(x + 1)" => new Apply(Functions.Sqrt, x + 1),
            "tp / (x + fp + smooth)" => TruePositives / (x + FalsePositives + smooth),
            "max(x - fp, tp)" => new Apply(Functions.Max, x - FalsePositives, TruePositives),
            _ => new Apply(Functions.Square, x + FalsePositives) / (TruePositives + smooth),
        });
        var plan = LoweredLoss.Lower(RandomLosses.Spec([new Stage(new Variable("L", Level.Region), StageKind.Formula, body)], new Random(1)));
        var megabytes = Megabytes(() => LossAnalysis.Analyze(plan));
        output.WriteLine($"{megabytes:F1} MB, {BestTime(() => LossAnalysis.Analyze(plan)):F0} ms");
        Assert.InRange(megabytes, 0, LimitOfNested);
    }

    private static double Megabytes(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1e6;
    }

    private static double BestTime(Action action) => Enumerable.Range(0, 3).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    });
}
