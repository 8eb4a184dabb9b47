using System.CommandLine;
using LossDsl.GpuCheck.Checks;
using LossDsl.GpuCheck.Export;
using LossDsl.GpuCheck.Results;
using LossDsl.GpuCheck.Training;

namespace LossDsl.GpuCheck;

/// <summary>The command line.</summary>
internal static class Application
{
    private static readonly Option<string> Device = new("--device") { Description = "cuda, or cpu to try the program itself: the CPU's kernels then stand in for CUDA's.", DefaultValueFactory = static _ => "cuda" };
    private static readonly Option<string?> StandIn = new("--stand-in") { Description = "With cpu: the library of LossDsl.Cuda.StandIn, which runs the CUDA kernels on the processor." };
    private static readonly Option<bool> Quick = new("--quick") { Description = "Small sizes and few repetitions: every path of the program in a minute." };
    private static readonly Option<string> Output = new("--output") { Description = "Folder of check.md and check.json.", DefaultValueFactory = static _ => "gpu-results" };
    private static readonly Option<string?> Python = new("--python") { Description = "A Python interpreter with PyTorch, for the training beside PyTorch." };
    private static readonly Option<string[]> Parts = new("--part") { Description = "Only these parts.", AllowMultipleArgumentsPerToken = true };
    private static readonly Argument<string> Folder = new("folder") { Description = "Folder of the files." };

    /// <summary>Creates the command.</summary>
    public static RootCommand Create()
    {
        var export = new Command("export", "Writes kernels and descriptions of their launches to files.") { Folder };
        export.SetAction(static parsed => Console.WriteLine($"Without maps and windows, which take more than launches: {string.Join(", ", KernelExport.WriteAll(parsed.GetValue(Folder)!))} are left out."));
        Parts.AcceptOnlyFromAmong("conformance", "determinism", "waits", "memory", "benchmark", "training");
        Device.AcceptOnlyFromAmong("cuda", "cpu");
        var root = new RootCommand("Checks and times the CUDA kernels of LossDsl on this machine.") { Device, StandIn, Quick, Output, Python, Parts };
        root.Subcommands.Add(export);
        root.SetAction(static parsed => Run(parsed));
        return root;
    }

    private static int Run(ParseResult parsed)
    {
        try
        {
            using var machine = Machine.Open(parsed.GetValue(Device)!, parsed.GetValue(Quick), parsed.GetValue(StandIn));
            return Run(parsed, machine);
        }
        catch (InvalidOperationException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }

    private static int Run(ParseResult parsed, Machine machine)
    {
        var report = new Report(machine);
        var chosen = parsed.GetValue(Parts) is { Length: > 0 } parts ? parts : null;
        foreach (var (name, run) in All(machine, report, parsed.GetValue(Python)).Where(part => chosen?.Contains(part.Name) ?? true))
        {
            report.Run(name, run);
            report.Write(parsed.GetValue(Output)!);
        }

        Console.WriteLine($"{report.Passed} passed, {report.Failed} failed. The tables are in {Path.GetFullPath(parsed.GetValue(Output)!)}.");
        return report.Failed > 0 ? 1 : 0;
    }

    private static IEnumerable<(string Name, Action Run)> All(Machine machine, Report report, string? python) =>
    [
        ("conformance", () => new ConformanceCheck(machine, report).Run()),
        ("determinism", () => new DeterminismCheck(machine, report).Run()),
        ("waits", () => new WaitCheck(machine, report).Run()),
        ("memory", () => new MemoryCheck(machine, report).Run()),
        ("benchmark", () => new BenchmarkTables(machine, report).Run()),
        ("training", () => new TrainingTables(machine, report, python).Run()),
    ];
}
