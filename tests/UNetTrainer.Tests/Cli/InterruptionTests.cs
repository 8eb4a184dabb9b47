using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests that an interrupted training ends after the running batch and saves its results.</summary>
public sealed partial class InterruptionTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task CtrlC_EndsAfterTheBatch_AndSavesTheWeights()
    {
        if (OperatingSystem.IsWindows())
        {
            // On Windows a console's Ctrl-C cannot be sent to one process.
            return;
        }

        using var process = TrainerProcess.Start("--epochs", "10000", "--width", "2", "--depth", "3", "--device", "cpu", "--out", folder["run"]);
        try
        {
            var epochs = 0;
            while (epochs < 2 && await process.StandardOutput.ReadLineAsync() is { } line)
            {
                epochs += line.StartsWith("epoch", StringComparison.Ordinal) ? 1 : 0;
            }

            Assert.Equal(0, Kill(process.Id, InterruptIsIgnored() ? Terminate : Interrupt));
            Assert.True(process.WaitForExit(30_000));
        }
        finally
        {
            process.Kill();
        }

        Assert.Equal(130, process.ExitCode);
        Assert.StartsWith("Stopping after the running batch", await process.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Contains("interrupted", await process.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
        AssertSaved();
    }

    [Fact]
    public void ACancelledRun_IsMarkedInterrupted()
    {
        var (image, mask) = Phantom.Write(folder);
        var run = CommandLine.Run(LossCatalog.All, ["--image", image, "--mask", mask, "--axis", "z", "--width", "2", "--depth", "2", "--device", "cpu", "--out", folder["run"]], new(canceled: true));

        Assert.Equal((130, ""), (run.ExitCode, run.Error));
        using var summary = JsonDocument.Parse(File.ReadAllText(folder["run/summary.json"]));
        Assert.True(summary.RootElement.GetProperty("interrupted").GetBoolean());
        Assert.Equal(0, summary.RootElement.GetProperty("epochs").GetInt32());
    }

    public void Dispose() => folder.Dispose();

    private void AssertSaved()
    {
        using var summary = JsonDocument.Parse(File.ReadAllText(folder["run/summary.json"]));
        Assert.True(summary.RootElement.GetProperty("interrupted").GetBoolean());
        Assert.Equal(JsonValueKind.Null, summary.RootElement.GetProperty("dice").ValueKind);
        Assert.InRange(summary.RootElement.GetProperty("epochs").GetInt32(), 2, 9999);
        Assert.Equal(summary.RootElement.GetProperty("epochs").GetInt32(), File.ReadAllLines(folder["run/metrics.csv"]).Length - 1);

        using var network = new UNetTrainer.Network.UNet(2, 3);
        network.load(folder["run/last.weights"]);
        network.load(folder["run/best.weights"]);
        Assert.True(File.Exists(folder["run/curves.png"]));
        Assert.Empty(Directory.GetFiles(folder["run"], "*.tmp"));
    }

    // A shell starts background processes with SIGINT ignored. Children inherit that, and .NET does not change it.
    private static bool InterruptIsIgnored() =>
        File.Exists("/proc/self/status") &&
        File.ReadLines("/proc/self/status").First(static l => l.StartsWith("SigIgn:", StringComparison.Ordinal)) is var ignored &&
        (Convert.ToUInt64(ignored[7..].Trim(), 16) & (1UL << (Interrupt - 1))) != 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
