using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using UNetTrainer.Data;
using static TorchSharp.torch;

namespace UNetTrainer.Runs;

/// <summary>Origin of a result: program, machine and data. A part of config.json that is written and not read as a setting.</summary>
internal sealed partial record Provenance
{
    private const string Unknown = "unknown";

    /// <summary>Version of the program.</summary>
    public string Version { get; init; } = Unknown;

    /// <summary>Commit that the program was built from; null if the build did not know it.</summary>
    public string? Commit { get; init; }

    /// <summary>Package and version of libtorch, and version of TorchSharp.</summary>
    public string Libtorch { get; init; } = Unknown;

    /// <summary>Version of .NET.</summary>
    public string Runtime { get; init; } = Unknown;

    /// <summary>Operating system.</summary>
    public string System { get; init; } = Unknown;

    /// <summary>Name of the processor.</summary>
    public string Processor { get; init; } = Unknown;

    /// <summary>Name of the CUDA device; null if it was not used.</summary>
    public string? Gpu { get; init; }

    /// <summary>Number of threads of libtorch. Results are the same bit for bit for one number of threads.</summary>
    public int Threads { get; init; }

    /// <summary>SHA-256 over the files of images and masks (<see cref="DataHash"/>).</summary>
    public string? Data { get; init; }

    /// <summary>SHA-256 over the names of the slices of each part; null where there are several splits.</summary>
    public string? Split { get; init; }

    /// <summary>Collects the origin of results that this process makes.</summary>
    /// <param name="data">Settings of the data.</param>
    /// <param name="device">Device of the training.</param>
    /// <param name="split">Split of the slices; null where there are several.</param>
    public static Provenance Collect(DataSettings data, string device, Split? split)
    {
        var informational = typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', 2);
        return new()
        {
            Version = informational?[0] ?? Unknown,
            Commit = informational is [_, var commit] ? commit : null,
            Libtorch = $"{LibtorchPackage()}, TorchSharp {typeof(Tensor).Assembly.GetName().Version?.ToString(3) ?? Unknown}",
            Runtime = RuntimeInformation.FrameworkDescription,
            System = RuntimeInformation.OSDescription,
            Processor = ProcessorName(),
            Gpu = device == "cuda" ? GpuName() : null,
            Threads = get_num_threads(),
            Data = data.Hash(),
            Split = split?.Hash(),
        };
    }

    // libtorch does not tell its version through TorchSharp; the list of the program's packages does.
    private static string LibtorchPackage()
    {
        var list = Path.Combine(AppContext.BaseDirectory, $"{typeof(Provenance).Assembly.GetName().Name}.deps.json");
        var found = File.Exists(list) ? Package().Match(File.ReadAllText(list)) : Match.Empty;
        return found.Success ? $"{found.Groups["name"].Value} {found.Groups["version"].Value}" : $"libtorch {Unknown}";
    }

    private static string ProcessorName() => Lines("/proc/cpuinfo").FirstOrDefault(static l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[^1].Trim()
        ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
        ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string GpuName()
    {
        const string Folder = "/proc/driver/nvidia/gpus";
        var files = Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, "information", SearchOption.AllDirectories) : [];
        return files.SelectMany(Lines).FirstOrDefault(static l => l.StartsWith("Model:", StringComparison.Ordinal))?.Split(':', 2)[^1].Trim() ?? "CUDA device";
    }

    private static IEnumerable<string> Lines(string path) => File.Exists(path) ? File.ReadLines(path) : [];

    [GeneratedRegex(@"""(?<name>libtorch-(cpu|cuda)[a-z0-9.-]*?)/(?<version>[0-9.]+)""")]
    private static partial Regex Package();
}
