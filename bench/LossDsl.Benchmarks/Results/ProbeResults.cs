using System.Text.Json;
using LossDsl.Benchmarks.Probes;
using LossDsl.Benchmarks.Subjects;
using LossDsl.Benchmarks.Suites;
using TorchSharp;

namespace LossDsl.Benchmarks.Results;

/// <summary>Results of all measurements outside BenchmarkDotNet, with a description of the machine. Stored as <c>probes.json</c>.</summary>
internal sealed record ProbeResults
{
    private const string File = "probes.json";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Model name of the processor; "unknown" on systems without /proc/cpuinfo.</summary>
    public required string Processor { get; init; }

    /// <summary>Number of logical processors.</summary>
    public required int Cores { get; init; }

    /// <summary>Number of threads that libtorch uses.</summary>
    public required int Threads { get; init; }

    /// <summary>Versions of .NET and libtorch.</summary>
    public required string Framework { get; init; }

    /// <summary>Width of the widest vectors that the hardware accelerates, as text: "512-bit", "256-bit" or "128-bit".</summary>
    public required string Vectors { get; init; }

    /// <summary>Clock frequency in GHz.</summary>
    public required double Clock { get; init; }

    /// <summary>
    /// Five-minute load average at the end of the run: the number of processes that wanted a core. A value above <see cref="Cores"/> means that the machine was shared.
    /// NaN on systems without /proc/loadavg.
    /// </summary>
    public required double Load { get; init; }

    /// <summary>Milliseconds of the first call in a process, by key of the subject.</summary>
    public required Dictionary<string, double> ColdStarts { get; init; }

    /// <summary>Rise of the peak resident memory during one call in bytes, by key of the subject; NaN where it cannot be measured.</summary>
    public required Dictionary<string, double> Memory { get; init; }

    /// <summary>Number of operators that libtorch dispatches in one call, by key of the subject; NaN where they cannot be counted.</summary>
    public required Dictionary<string, double> Operators { get; init; }

    /// <summary>Instruction counts of the passes, by name of the loss; an empty list on machines without 512-bit lanes.</summary>
    public required Dictionary<string, IReadOnlyList<PassInstructions>> Instructions { get; init; }

    /// <summary>Number of losses, out of 100, that the generator derives again after the edit of one.</summary>
    public required int DerivedAfterEdit { get; init; }

    /// <summary>Runs all probes.</summary>
    public static ProbeResults Measure() => new()
    {
        Processor = System.IO.File.Exists("/proc/cpuinfo")
            ? System.IO.File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown"
            : "unknown",
        Cores = Environment.ProcessorCount,
        Threads = torch.get_num_threads(),
        Framework = $"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, libtorch {torch.__version__}",
        Vectors = System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? "512-bit" : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? "256-bit" : "128-bit",
        Clock = Probes.ClockProbe.Measure(),
        Load = System.IO.File.Exists("/proc/loadavg") ? double.Parse(System.IO.File.ReadAllText("/proc/loadavg").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) : double.NaN,
        ColdStarts = MeasureAll(AllSubjects.ColdStarts, ColdStart.Measure),
        Memory = MeasureAll(AllSubjects.Memory, PeakMemory.Measure),
        Operators = MeasureAll(AllSubjects.TensorOperations, Probes.OperatorCount.Measure),
        Instructions = AllSubjects.Flat.ToDictionary(static loss => loss, Probes.PassInstructions.Measure),
        DerivedAfterEdit = GeneratorBenchmarks.DerivedAfterEdit(),
    };

    /// <summary>Reads the results from the folder of a run.</summary>
    /// <exception cref="InvalidOperationException">The folder holds no results of probes.</exception>
    public static ProbeResults Read(string folder)
    {
        var path = Path.Combine(folder, File);
        return System.IO.File.Exists(path)
            ? JsonSerializer.Deserialize<ProbeResults>(System.IO.File.ReadAllText(path), Json)!
            : throw new InvalidOperationException($"There is no {path}. Run the command 'probes' first, or 'all'.");
    }

    /// <summary>Writes the results into a folder, which must exist.</summary>
    public void Save(string folder) => System.IO.File.WriteAllText(Path.Combine(folder, File), JsonSerializer.Serialize(this, Json));

    private static Dictionary<string, double> MeasureAll(IEnumerable<Subject> subjects, Func<Subject, double> measure) => subjects.ToDictionary(static s => s.Key, measure);
}
