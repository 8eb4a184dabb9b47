using BenchmarkDotNet.Attributes;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Suites;

/// <summary>Losses with distance maps or windows: of those that take seconds three times are enough, and one call at a time.</summary>
[IterationCount(3)]
[WarmupCount(0)]
[MinInvokeCount(1)]
public class StructuralLossBenchmarks
{
    private Func<LossAndGradient> compute = null!;

    /// <summary>size/loss/contender.</summary>
    [ParamsSource(nameof(Keys))]
    public string Key { get; set; } = "";

    public static IEnumerable<string> Keys => AllSubjects.All
        .Where(static s => AllSubjects.IsStructural(s.Loss) && s.Contender != Contender.Copy)
        .Select(static s => s.Key);

    [GlobalSetup]
    public void Setup()
    {
        Console.WriteLine(Key);
        compute = Subject.Parse(Key).Prepare();
        WarmUp.Run(Key, () => compute().Dispose(), seconds: 0.6);
    }

    [Benchmark]
    public void ValueAndGradient() => compute().Dispose();
}
