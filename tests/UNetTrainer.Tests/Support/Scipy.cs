using System.Diagnostics;

namespace UNetTrainer.Tests.Support;

/// <summary>Runs Python scripts that need SciPy, by LOSSDSL_PYTHON or the Python of the system.</summary>
internal static class Scipy
{
    private static readonly Lazy<string?> Found = new(static () =>
        new[] { Environment.GetEnvironmentVariable("LOSSDSL_PYTHON"), "python3", "/usr/bin/python3" }.OfType<string>().FirstOrDefault(static p => Output(p, "import scipy, numpy; print('yes')") == "yes"));

    /// <summary>Path of a Python that has SciPy; null if there is none.</summary>
    public static string? Python => Found.Value;

    /// <summary>Runs a script and returns what it prints.</summary>
    public static string Run(string script, params string[] arguments) => Output(Python!, script, arguments);

    private static string Output(string python, string script, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
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

/// <summary>Fact that is skipped, and counted as such, where no Python with SciPy is found.</summary>
public sealed class ScipyFactAttribute : FactAttribute
{
    public ScipyFactAttribute()
    {
        if (Scipy.Python is null)
        {
            Skip = "No SciPy: 'apt install python3-scipy' brings it, or set LOSSDSL_PYTHON to a Python that has it.";
        }
    }
}
