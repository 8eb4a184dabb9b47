using System.Diagnostics;

namespace LossDsl.Benchmarks.Suites;

/// <summary>What the just-in-time compiler compiles again after some calls has to be behind us before anything is measured.</summary>
internal static class WarmUp
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(0.4);

    /// <summary>Does it again and again.</summary>
    public static void Run(Action action)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Time;)
        {
            action();
        }
    }
}
