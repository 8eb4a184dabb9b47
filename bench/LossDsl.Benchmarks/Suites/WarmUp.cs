using System.Diagnostics;

namespace LossDsl.Benchmarks.Suites;

/// <summary>Calls an action until the just-in-time compiler has recompiled its frequently called methods, so that no benchmark measures code that is not yet optimised.</summary>
internal static class WarmUp
{
    private static readonly HashSet<string> Warm = [];

    /// <summary>Repeats an action for some time in the first round of a benchmark, and calls the action once in later rounds.</summary>
    /// <param name="name">Name of the benchmark, by which later rounds are recognised.</param>
    /// <param name="action">Action that the benchmark will measure.</param>
    /// <param name="seconds">Length of the first warm-up in seconds. An action of many methods needs more time until each was called often enough.</param>
    public static void Run(string name, Action action, double seconds = 0.4)
    {
        seconds = Warm.Add(name) ? seconds : 0;
        var start = Stopwatch.GetTimestamp();
        do
        {
            action();
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
    }
}
