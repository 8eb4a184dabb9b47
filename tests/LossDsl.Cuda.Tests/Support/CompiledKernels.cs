using System.Globalization;
using System.Text.RegularExpressions;

namespace LossDsl.Cuda.Tests.Support;

/// <summary>Result of a compilation by the real NVRTC.</summary>
/// <param name="Log">Messages of NVRTC and of its assembler.</param>
/// <param name="ImageSize">Bytes of machine code.</param>
internal sealed partial record CompiledKernels(string Log, int ImageSize)
{
    /// <summary>Registers of each kernel, in the order of the log.</summary>
    public IReadOnlyDictionary<string, int> Registers => Read(RegistersLine());

    /// <summary>Bytes that each kernel stores because it has too few registers.</summary>
    public IReadOnlyDictionary<string, int> SpillStores => Read(SpillLine());

    /// <summary>Bytes of static shared memory of each kernel.</summary>
    public IReadOnlyDictionary<string, int> SharedMemory => Read(SharedLine());

    // The assembler names a kernel and then describes it; functions that are not inlined come in between.
    private Dictionary<string, int> Read(Regex figure)
    {
        var kernels = KernelLine().Matches(Log);
        var figures = new Dictionary<string, int>();
        for (var i = 0; i < kernels.Count; i++)
        {
            var end = i + 1 < kernels.Count ? kernels[i + 1].Index : Log.Length;
            var match = figure.Match(Log[kernels[i].Index..end]);
            figures[kernels[i].Groups[1].Value] = match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        }

        return figures;
    }

    [GeneratedRegex("Compiling entry function '(\\w+)'")]
    private static partial Regex KernelLine();

    [GeneratedRegex("Used (\\d+) registers")]
    private static partial Regex RegistersLine();

    [GeneratedRegex("(\\d+) bytes spill stores")]
    private static partial Regex SpillLine();

    [GeneratedRegex("(\\d+) bytes smem")]
    private static partial Regex SharedLine();
}
