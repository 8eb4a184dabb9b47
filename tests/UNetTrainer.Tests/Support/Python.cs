using System.Collections.Concurrent;
using System.Diagnostics;

namespace UNetTrainer.Tests.Support;

/// <summary>Runs Python scripts that serve as oracles, by LOSSDSL_PYTHON or by a Python of the system that has the packages a script needs.</summary>
internal static class Python
{
    private static readonly ConcurrentDictionary<string, string?> Known = new();

    /// <summary>Returns the path of a Python that can import packages; null if there is none.</summary>
    public static string? Find(params string[] packages) => Known.GetOrAdd(string.Join(", ", packages), static names =>
        new[] { Environment.GetEnvironmentVariable("LOSSDSL_PYTHON"), "python3", "/usr/bin/python3" }.OfType<string>().FirstOrDefault(path => Output(path, $"import {names}; print('yes')") == "yes"));

    /// <summary>Runs a script and returns what it prints.</summary>
    public static string Run(string script, string[] packages, params string[] arguments) => Output(Find(packages)!, script, arguments);

    private static string Output(string python, string script, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}

/// <summary>Fact that is skipped, and counted as such, where no Python with its packages is found.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    /// <param name="packages">Packages that the fact's script imports.</param>
    public PythonFactAttribute(params string[] packages)
    {
        if (Python.Find(packages) is null)
        {
            Skip = $"No Python with {string.Join(" and ", packages)}: 'apt install {string.Join(' ', packages.Select(static p => "python3-" + p))}' brings it, or LOSSDSL_PYTHON names one.";
        }
    }
}
