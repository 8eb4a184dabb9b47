using System.Diagnostics;

namespace UNetTrainer.Tests.Support;

/// <summary>The trainer in a process of its own, which can be sent signals and measured.</summary>
internal static class TrainerProcess
{
    public static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "UNetTrainer.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
