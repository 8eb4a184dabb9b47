using System.Diagnostics;

namespace LossDsl.Benchmarks.Suites;

/// <summary>What the just-in-time compiler compiles again after some calls has to be behind us before anything is measured.</summary>
internal static class WarmUp
{
    private static readonly HashSet<string> Warm = [];

    /// <summary>Does it again and again; in later rounds once.</summary>
    /// <param name="name">Of what will be measured.</param>
    /// <param name="action">What will be measured.</param>
    /// <param name="seconds">For how long: the more methods it has, the longer until all of them have been called often enough.</param>
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
