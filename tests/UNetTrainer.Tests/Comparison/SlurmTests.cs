using System.Diagnostics;
using System.Text.Json;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Comparison;

/// <summary>
/// Tests a comparison as a Slurm job array on one machine, through the script that starts one. The test needs Slurm, root and a minute; LOSSDSL_SLURM=1 enables it.
/// </summary>
public sealed class SlurmTests : IDisposable
{
    private const string OptIn = "LOSSDSL_SLURM";

    private readonly TemporaryFolder folder = new();

    [SlurmFact]
    public async Task AJobArray_DoesEveryRunOnce_AndItsResultsAreMerged()
    {
        var (image, mask) = Phantom.Write(folder);
        var start = new ProcessStartInfo("bash", [Script(), "--losses", "dice,tversky", "--seeds", "2", "--epochs", "1", "--width", "2", "--depth", "2", "--axis", "z", "--device", "cpu", "--image", image, "--mask", mask, "--out", folder["out"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["UNET_TRAINER"] = Path.Combine(AppContext.BaseDirectory, "UNetTrainer.dll") },
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, await error);
        var tasks = (await output).Split("==> ").Skip(1).ToArray();
        Assert.Equal([2, 1, 1], tasks.Select(static t => t.Split('\n').Count(static l => l.StartsWith('['))));
        using var json = JsonDocument.Parse(File.ReadAllText(folder["out/comparison.json"]));
        Assert.Equal([2, 2], json.RootElement.GetProperty("losses").EnumerateArray().Select(static l => l.GetProperty("dice").GetProperty("values").GetArrayLength()));
    }

    public void Dispose() => folder.Dispose();

    private static string Script([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "eng", "slurm", "try-on-one-machine.sh"));

    /// <summary>Fact that is skipped unless LOSSDSL_SLURM=1.</summary>
    private sealed class SlurmFactAttribute : FactAttribute
    {
        public SlurmFactAttribute()
        {
            if (Environment.GetEnvironmentVariable(OptIn) != "1")
            {
                Skip = $"Set {OptIn}=1, with slurm-wlm and munge installed, to run a job array.";
            }
        }
    }
}
