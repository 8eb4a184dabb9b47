using System.Text.Json;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of the threads of libtorch, in processes of their own: their number belongs to the whole process, and how they wait is read when libtorch is loaded.</summary>
public sealed class ThreadsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void TheNumberOfThreads_IsSet_AndStated()
    {
        Run("run", ["--threads", "3"], []);
        using var config = JsonDocument.Parse(File.ReadAllText(folder["run/config.json"]));
        Assert.Equal((3, 3), (config.RootElement.GetProperty("threads").GetInt32(), config.RootElement.GetProperty("provenance").GetProperty("threads").GetInt32()));
    }

    [Theory]
    [InlineData(null, "0")]
    [InlineData("active", "30000000000")]
    public void IdleThreads_Sleep_UnlessTheUserSaysOtherwise(string? given, string expected)
    {
        if (!OperatingSystem.IsLinux() || (given is null && Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is not null))
        {
            return;
        }

        // GNU's OpenMP, which libtorch brings on Linux, shows how often a waiting thread looks before it sleeps.
        var shown = Run("run", [], [("OMP_DISPLAY_ENV", "verbose"), .. given is null ? Array.Empty<(string, string)>() : [("OMP_WAIT_POLICY", given)]]);
        Assert.Contains($"GOMP_SPINCOUNT = '{expected}'", shown, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private string Run(string name, string[] more, (string, string)[] environment)
    {
        var (image, mask) = Phantom.Write(folder);
        using var process = TrainerProcess.Start(["train", "--image", image, "--mask", mask, "--device", "cpu", "--axis", "z", "--width", "2", "--depth", "2", "--epochs", "1", .. more, "--out", folder[name]], environment);
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return error;
    }
}
