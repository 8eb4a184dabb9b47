using System.Diagnostics;

namespace LossDsl.Cuda.Tests.Support;

/// <summary>A test with cases that runs kernels on the stand-in from Python. It is skipped where g++ or numpy is missing.</summary>
internal sealed class NumpyTheoryAttribute : TheoryAttribute
{
    /// <summary>The system's Python.</summary>
    public const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> HasNumpy = new(static () => File.Exists(Python) && Imports());

    public NumpyTheoryAttribute() => Skip = !StandInBuild.IsPossible ? StandInFactAttribute.Reason : HasNumpy.Value ? null : "No numpy: 'apt install python3-numpy' brings it.";

    private static bool Imports()
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import numpy"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
