using System.Diagnostics;

namespace LossDsl.Benchmarks.Suites;

/// <summary>What the just-in-time compiler compiles again after some calls has to be behind us before anything is measured.</summary>
internal static class WarmUp
{
    /// <summary>Does it again and again.</summary>
    /// <param name="action">What will be measured.</param>
    /// <param name="seconds">For how long: the more methods it has, the longer until all of them have been called often enough.</param>
    public static void Run(Action action, double seconds = 0.4)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < seconds;)
        {
            action();
        }
    }
}
