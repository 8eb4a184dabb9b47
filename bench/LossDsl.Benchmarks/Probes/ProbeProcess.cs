using System.Diagnostics;

namespace LossDsl.Benchmarks.Probes;

/// <summary>Runs a probe in a fresh process of this program, where no earlier work distorts the measurement.</summary>
internal static class ProbeProcess
{
    /// <summary>Name of the hidden command with which the child process answers a probe.</summary>
    public const string Command = "probe";

    /// <summary>Runs the child process to its end and returns its standard output, trimmed.</summary>
    /// <param name="arguments">Arguments after <see cref="Command"/>: the name of the probe and the key of a subject.</param>
    /// <param name="environment">Environment variables that are set in addition to those of this process.</param>
    /// <exception cref="InvalidOperationException">The child process failed; the message holds its standard error.</exception>
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
