using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LossDsl.Package.Tests.Support;

/// <summary>Result of a program.</summary>
/// <param name="ExitCode">Exit code.</param>
/// <param name="Output">Standard output and standard error.</param>
internal sealed record ProgramResult(int ExitCode, string Output)
{
    /// <summary>Returns the output of a program that must have ended well.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, Output);
        return Output;
    }
}

/// <summary>Runs programs.</summary>
internal static class Shell
{
    // One compiler server for all builds of this process: each build would otherwise compile the compiler and the generator anew. The user's own server is left alone.
    private static readonly string Server = $"lossdsl-tests-{Environment.ProcessId}";

    /// <summary>Stops the compiler server of the builds.</summary>
    public static void StopServer()
    {
        var sdk = Regex.Match(Run(".", "dotnet", "--info").Output, @"Base Path: +(?<path>.+)").Groups["path"].Value.Trim();
        Run(".", "dotnet", Path.Combine(sdk, "Roslyn", "bincore", "VBCSCompiler.dll"), "-shutdown", "-pipename:" + Server);
    }

    /// <summary>Runs a program in a folder and waits for it.</summary>
    public static ProgramResult Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };

        // The test host's own settings are not those of a user's shell; builds leave no node behind.
        foreach (var name in start.Environment.Keys.Where(static k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || k.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "true";
        start.Environment["SharedCompilationId"] = Server;
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output + error.Result);
    }
}
