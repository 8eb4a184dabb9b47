using System.CommandLine;
using BenchmarkDotNet.Running;
using LossDsl.Benchmarks.Suites;

namespace LossDsl.Benchmarks;

/// <summary>The commands.</summary>
internal static class Application
{
    public static RootCommand Create()
    {
        var filter = new Option<string[]>("--filter") { Description = "Which benchmarks, e.g. *8x1x1024x1024/dice/*", DefaultValueFactory = static _ => ["*"], AllowMultipleArgumentsPerToken = true };
        var seconds = new Option<double>("--seconds") { Description = "Of an iteration.", DefaultValueFactory = static _ => 0.04 };
        var run = new Command("run", "x") { filter, seconds };
        run.SetAction(parsed => BenchmarkSwitcher.FromAssembly(typeof(Application).Assembly).Run(["--filter", .. parsed.GetValue(filter)!], Settings.Create("artifacts/benchmarks", parsed.GetValue(seconds))));
        var check = new Command("check", "x");
        check.SetAction(_ => LossDsl.Benchmarks.Subjects.Agreement.Check());
        var key = new Argument<string>("key");
        var count = new Option<int>("--count") { DefaultValueFactory = static _ => 20 };
        var time = new Command("time", "x") { key, count };
        time.SetAction(parsed =>
        {
            var warm = LossDsl.Benchmarks.Probes.Timed.Calls(LossDsl.Benchmarks.Subjects.Subject.Of(parsed.GetValue(key)!), 30).ToArray();
            var before = Environment.CpuUsage;
            var calls = LossDsl.Benchmarks.Probes.Timed.Calls(LossDsl.Benchmarks.Subjects.Subject.Of(parsed.GetValue(key)!), parsed.GetValue(count)).ToArray();
            var after = Environment.CpuUsage;
            Console.WriteLine(FormattableString.Invariant($"user {(after.UserTime - before.UserTime).TotalMilliseconds / calls.Length:F3} sys {(after.PrivilegedTime - before.PrivilegedTime).TotalMilliseconds / calls.Length:F3}"));
            Console.WriteLine(FormattableString.Invariant($"{parsed.GetValue(key)}: first {calls[0]:F3} ms, fastest {calls.Min():F4} ms, median {calls.Order().ElementAt(calls.Length / 2):F4} ms"));
        });
        return new("Benchmarks of LossDsl.") { run, check, time };
    }
}
