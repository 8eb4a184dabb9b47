using System.Diagnostics;

namespace UNetTrainer.Tests.Support;

/// <summary>Starts the trainer as a process of its own, which can be sent signals and given limits.</summary>
internal static class TrainerProcess
{
    public static Process Start(params string[] arguments) => Start(arguments, []);

    public static Process Start(string[] arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, "UNetTrainer.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
