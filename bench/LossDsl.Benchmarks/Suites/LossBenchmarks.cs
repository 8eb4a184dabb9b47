using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Suites;

/// <summary>Value and gradient of every loss, by every contender.</summary>
public class LossBenchmarks
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.4);

    private Func<LossAndGradient> compute = null!;

    /// <summary>size/loss/contender.</summary>
    [ParamsSource(nameof(Keys))]
    public string Key { get; set; } = "";

    public static IEnumerable<string> Keys => AllSubjects.All.Where(static s => !AllSubjects.IsStructural(s.Loss)).Select(static s => s.Key);

    [GlobalSetup]
    public void Setup()
    {
        Console.WriteLine(Key);
        compute = Subject.Of(Key).Prepare();

        // What the just-in-time compiler compiles again after some calls has to be behind us.
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUp;)
        {
            compute().Dispose();
        }
    }

    [Benchmark]
    public void ValueAndGradient() => compute().Dispose();
}
