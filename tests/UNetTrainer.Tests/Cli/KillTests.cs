using System.Diagnostics;
using UNetTrainer.Runs;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests that a killed training process loses at most the running epoch.</summary>
public sealed class KillTests : IDisposable
{
    private const int Epochs = 6;

    private readonly TemporaryFolder folder = new();

    /// <summary>Kills runs at random moments and resumes them. The environment variable LOSSDSL_KILLS sets their number, 3 by default; each takes some seconds.</summary>
    [Fact]
    public void ARunKilledAtAnyMoment_LosesAtMostTheRunningEpoch_AndEndsWithTheSameBits()
    {
        var phantom = Phantom.Write(folder);
        string[] arguments = ["train", "--image", phantom.Image, "--mask", phantom.Mask, "--device", "cpu", "--axis", "z", "--width", "2", "--depth", "2", "--overlays", "0", "--epochs", $"{Epochs}"];
        Assert.Equal(0, CommandLine.Run([.. arguments, "--out", folder["whole"]]).ExitCode);

        var random = new Random(Environment.TickCount);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var run = folder[$"run{kill}"];
            var shown = StartAndKill([.. arguments, "--out", run], () => File.Exists(Path.Combine(run, "config.json")), random);
            var saved = Checkpoint.Read(Path.Combine(run, "checkpoint.bin"))?.Epochs.Count ?? 0;
            Assert.InRange(saved, shown, Epochs);
            Assert.Equal(0, CommandLine.Run("train", "--resume", run).ExitCode);
            Assert.Equal(File.ReadAllBytes(folder["whole/best.weights"]), File.ReadAllBytes(Path.Combine(run, "best.weights")));
            Assert.Equal(Epochs + 1, File.ReadAllLines(Path.Combine(run, "metrics.csv")).Length);
        }
    }

    public void Dispose() => folder.Dispose();

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("LOSSDSL_KILLS"), out var kills) ? kills : 3;

    // Returns the number of epochs that the program had shown as done when it was killed.
    private static int StartAndKill(string[] arguments, Func<bool> hasBegun, Random random)
    {
        using var process = TrainerProcess.Start(arguments);
        try
        {
            Assert.True(SpinWait.SpinUntil(hasBegun, TimeSpan.FromMinutes(1)));
            process.StandardOutput.ReadLine();
            var shown = 0;
            for (var wanted = random.Next(Epochs); shown < wanted && process.StandardOutput.ReadLine() is { } line;)
            {
                shown += line.StartsWith("epoch", StringComparison.Ordinal) ? 1 : 0;
            }

            Thread.Sleep(random.Next(200));
            return shown;
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }
}
