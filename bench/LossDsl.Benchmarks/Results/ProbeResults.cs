using System.Text.Json;
using LossDsl.Benchmarks.Probes;
using LossDsl.Benchmarks.Subjects;
using LossDsl.Benchmarks.Suites;
using TorchSharp;

namespace LossDsl.Benchmarks.Results;

/// <summary>What was measured beside BenchmarkDotNet, and where.</summary>
internal sealed record ProbeResults
{
    private const string File = "probes.json";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public required string Processor { get; init; }

    public required int Cores { get; init; }

    public required int Threads { get; init; }

    public required string Framework { get; init; }

    public required string Vectors { get; init; }

    /// <summary>GHz.</summary>
    public required double Clock { get; init; }

    /// <summary>How many processes wanted a core, as the system counted at the end of the run: more than there are means that the machine was shared.</summary>
    public required double Load { get; init; }

    /// <summary>Milliseconds of the first call, by subject.</summary>
    public required Dictionary<string, double> ColdStarts { get; init; }

    /// <summary>Bytes, by subject.</summary>
    public required Dictionary<string, double> Memory { get; init; }

    /// <summary>Of each pass, by loss.</summary>
    public required Dictionary<string, IReadOnlyList<Instructions>> Instructions { get; init; }

    /// <summary>How many of 100 losses were derived again after one was edited.</summary>
    public required int DerivedAfterEdit { get; init; }

    public static ProbeResults Measure() => new()
    {
        Processor = System.IO.File.Exists("/proc/cpuinfo")
            ? System.IO.File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown"
            : "unknown",
        Cores = Environment.ProcessorCount,
        Threads = torch.get_num_threads(),
        Framework = $"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, libtorch {torch.__version__}",
        Vectors = System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? "512-bit" : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? "256-bit" : "128-bit",
        Clock = Probes.Clock.Measure(),
        Load = System.IO.File.Exists("/proc/loadavg") ? double.Parse(System.IO.File.ReadAllText("/proc/loadavg").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) : double.NaN,
        ColdStarts = Of(AllSubjects.ColdStarts, ColdStart.Measure),
        Memory = Of(AllSubjects.Memory, PeakMemory.Measure),
        Instructions = AllSubjects.Flat.ToDictionary(static loss => loss, Probes.Instructions.Measure),
        DerivedAfterEdit = GeneratorBenchmarks.DerivedAfterEdit(),
    };

    /// <exception cref="InvalidOperationException">Nothing was measured yet.</exception>
    public static ProbeResults Read(string folder)
    {
        var path = Path.Combine(folder, File);
        return System.IO.File.Exists(path)
            ? JsonSerializer.Deserialize<ProbeResults>(System.IO.File.ReadAllText(path), Json)!
            : throw new InvalidOperationException($"There is no {path}. Run the command 'probes' first, or 'all'.");
    }

    public void Save(string folder) => System.IO.File.WriteAllText(Path.Combine(folder, File), JsonSerializer.Serialize(this, Json));

    private static Dictionary<string, double> Of(IEnumerable<Subject> subjects, Func<Subject, double> measure) => subjects.ToDictionary(static s => s.Key, measure);
}
