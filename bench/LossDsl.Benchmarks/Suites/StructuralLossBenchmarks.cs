using BenchmarkDotNet.Attributes;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Suites;

/// <summary>
/// Benchmark of the value and gradient of every loss with distance maps or windows. A call can take seconds, so three iterations, of one call at least, are enough.
/// </summary>
[IterationCount(3)]
[WarmupCount(0)]
[MinInvokeCount(1)]
public class StructuralLossBenchmarks
{
    private Func<LossAndGradient> compute = null!;

    /// <summary>Key of the measured subject, size/loss/contender.</summary>
    [ParamsSource(nameof(Keys))]
    public string Key { get; set; } = "";

    /// <summary>Keys of the subjects that this suite measures.</summary>
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
