using BenchmarkDotNet.Attributes;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Suites;

/// <summary>Benchmark of the value and gradient of every loss without distance maps or windows, by every contender.</summary>
public class LossBenchmarks
{
    private Func<LossAndGradient> compute = null!;

    /// <summary>Key of the measured subject, size/loss/contender.</summary>
    [ParamsSource(nameof(Keys))]
    public string Key { get; set; } = "";

    /// <summary>Keys of the subjects that this suite measures.</summary>
    public static IEnumerable<string> Keys => AllSubjects.All.Where(static s => !AllSubjects.IsStructural(s.Loss)).Select(static s => s.Key);

    [GlobalSetup]
    public void Setup()
    {
        Console.WriteLine(Key);
        compute = Subject.Parse(Key).Prepare();
        WarmUp.Run(Key, () => compute().Dispose());
    }

    [Benchmark]
    public void ValueAndGradient() => compute().Dispose();
}
