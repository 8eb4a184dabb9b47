using System.Diagnostics;

namespace LossDsl.Benchmarks.Probes;

/// <summary>This program once more, in a process that nothing has run in yet.</summary>
internal static class Child
{
    /// <summary>The name of the command that answers.</summary>
    public const string Command = "probe";

    /// <summary>What it wrote.</summary>
    /// <param name="arguments">After <see cref="Command"/>.</param>
    /// <param name="environment">Variables that it has beside those of this process.</param>
    /// <exception cref="InvalidOperationException">It failed; its last words are in the message.</exception>
    public static string Run(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Command, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"The probe '{string.Join(' ', arguments)}' ended with {process.ExitCode}: {errors.Result.Trim()}");
    }
}
