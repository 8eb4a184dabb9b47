using System.Diagnostics;
using UNetTrainer.Runs;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>
/// Tests that a full disk or one that cannot be written to ends a command in one line with exit code 2, and leaves what was saved whole. The disk is a file system in memory,
/// which root can mount; for others the tests do nothing.
/// </summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly (string Image, string Mask) phantom;
    private readonly bool mounted;

    public FullDiskTests()
    {
        phantom = Phantom.Write(folder);
        Directory.CreateDirectory(folder["disk"]);
        mounted = OperatingSystem.IsLinux() && Environment.UserName == "root" && Run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder["disk"]);
    }

    private string[] Small => ["--image", phantom.Image, "--mask", phantom.Mask, "--axis", "z", "--width", "2", "--depth", "2", "--min-batches", "2", "--epochs", "2", "--device", "cpu", "--overlays", "1"];

    // From the first file of a run to its last: config.json, checkpoint, metrics, events, weights, pictures, report.
    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(28)]
    [InlineData(64)]
    [InlineData(160)]
    public void ARunOnAFullDisk_EndsInOneLine_AndGoesOnWhenThereIsRoom(int kilobytes)
    {
        if (!mounted)
        {
            return;
        }

        Fill(kilobytes);
        var run = CommandLine.Run([.. Small, "--out", folder["disk/run"]]);
        AssertRefused(run, folder["disk"]);
        File.Delete(folder["disk/filler"]);
        var resumable = File.Exists(folder["disk/run/config.json"]);
        Assert.Equal(resumable, run.Error.Contains("to go on: train --resume", StringComparison.Ordinal));
        Assert.Equal(0, CommandLine.Run(resumable ? ["--resume", folder["disk/run"]] : [.. Small, "--out", folder["disk/run"]]).ExitCode);
        Assert.Equal(2, Checkpoint.Read(folder["disk/run/checkpoint.bin"])!.Epochs.Count);
        Assert.Equal(0, CommandLine.Run("evaluate", folder["disk/run"], "--device", "cpu").ExitCode);
    }

    [Fact]
    public void OtherFilesOnAFullDisk_EndInOneLine()
    {
        if (!mounted)
        {
            return;
        }

        Assert.Equal(0, CommandLine.Run([.. Small, "--out", folder["run"]]).ExitCode);
        Fill(8);
        AssertRefused(CommandLine.Run("predict", folder["run"], "--image", phantom.Image, "--device", "cpu", "--format", "png", "--out", folder["disk/predictions"]), folder["disk"]);
        AssertRefused(CommandLine.Run([.. Small, "--out", folder["other"], "--memory", "0", "--cache", folder["disk/cache"]]), folder["disk"]);
        AssertRefused(CommandLine.Run([.. Small, "--out", folder["maps"], "--loss", "boundary", "--cache", folder["disk/maps"]]), folder["disk"]);
        AssertRefused(CommandLine.Run("data", "--image", phantom.Image, "--mask", phantom.Mask, "--axis", "z", "--out", folder["disk/sheet.png"]), folder["disk"]);
        AssertRefused(CommandLine.Run(["compare", .. Small[..^2], "--losses", "dice", "--seeds", "1", "--out", folder["disk/compare"]]), folder["disk"]);
    }

    [Fact]
    public void AReadOnlyDisk_EndsInOneLine()
    {
        if (!mounted)
        {
            return;
        }

        Assert.Equal(0, CommandLine.Run([.. Small, "--out", folder["disk/run"]]).ExitCode);
        Assert.True(Run("mount", "-o", "remount,ro", folder["disk"]));
        CommandLine.Run("--resume", folder["disk/run"]).AssertRefused(folder["disk"]);
        CommandLine.Run([.. Small, "--out", folder["disk/new"]]).AssertRefused(folder["disk"]);
        Assert.Equal(0, CommandLine.Run("evaluate", folder["disk/run"], "--device", "cpu").ExitCode);
    }

    public void Dispose()
    {
        if (mounted)
        {
            Run("umount", folder["disk"]);
        }

        folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }

    private void AssertRefused(CommandLine run, string path)
    {
        Assert.True(run.ExitCode == 2, $"{run.ExitCode}: {run.Error}{run.Output}");
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.Contains(path, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("report it", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder["disk"], "*.tmp", SearchOption.AllDirectories));
    }

    // Leaves some kilobytes of the disk.
    private void Fill(int kilobytes)
    {
        using var filler = File.Create(folder["disk/filler"]);
        try
        {
            for (var page = new byte[4096]; ;)
            {
                filler.Write(page);
                filler.Flush();
            }
        }
        catch (IOException)
        {
            filler.SetLength((filler.Length & ~4095L) - (1024L * kilobytes));
        }
    }
}
