using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using LossDsl.Cuda.Tests.Support;
using LossDsl.GpuCheck.Export;

namespace LossDsl.Cuda.Tests.Losses;

/// <summary>Tests of the kernels and launches that are written to files for machines without .NET.</summary>
public sealed class ExportTests
{
    [Fact]
    public void Fields_are_where_the_struct_has_them()
    {
        var arguments = new CallArguments { Pixels = 11, Chunk = 12, TargetScale = 13, TargetShift = 14, Ignored = 15, Divisor = 16, MeanWeight = 17 };
        (arguments.Images, arguments.Classes, arguments.FirstClass, arguments.ImagesPerGroup) = (21, 22, 23, 24);
        (arguments.Chunks, arguments.Reduction, arguments.EmptyMask, arguments.Unused) = (25, 26, 27, 28);
        var fields = ArgumentFields.Describe(arguments, new Dictionary<string, (string, long)>());
        Assert.Equal(15, fields.Count);
        Assert.All(fields, field => Assert.Equal(Number(field!["value"]), Read(Bytes(arguments), field)));
    }

    [Fact]
    public void Pointers_are_where_the_struct_has_them()
    {
        var arguments = new CallArguments { Logits = 1, Target = 2, Gradient = 4, Value = 5, Counts = 8, Partials = 9, Results = 10, Coefficients = 11, Values = 12, Scratch = 13, Tickets = 14 };
        string[] names = ["Logits", "Target", "Gradient", "Value", "Counts", "Partials", "Results", "Coefficients", "Values", "Scratch", "Tickets"];
        var fields = ArgumentFields.Describe(arguments, names.ToDictionary(static name => name, name => ("buffer", (long)Value(arguments, name))));
        Assert.Equal(names, fields.Select(static field => (string)field!["name"]!).Take(names.Length));
        Assert.All(fields.Take(names.Length), field => Assert.Equal(Number(field!["at"]), Read(Bytes(arguments), field)));
    }

    [Fact]
    public void Losses_with_maps_and_windows_are_left_out()
    {
        var names = KernelExport.Programs.Where(static program => KernelExport.Create(program) is null).Select(static program => program.Loss);
        Assert.Equal(["correlation-similarity", "correlation-similarity-full", "distance-map-penalty", "hausdorff", "one-sided-hausdorff", "shape-aware"], names.Order(StringComparer.Ordinal));
    }

    [NvrtcFact]
    public void Exported_sources_compile()
    {
        foreach (var program in KernelExport.Programs.Where(static program => program.Loss is "dice" or "combo" or "cross-entropy"))
        {
            foreach (var source in KernelExport.Create(program)!.Value.Sources.Values)
            {
                RealNvrtc.Compile(source, RealNvrtc.Architectures.Greatest);
            }
        }
    }

    private static double Number(JsonNode? node) => double.Parse(node!.ToJsonString(), CultureInfo.InvariantCulture);

    private static byte[] Bytes(CallArguments arguments) => MemoryMarshal.AsBytes(new ReadOnlySpan<CallArguments>(in arguments)).ToArray();

    private static nint Value(CallArguments arguments, string name) => (nint)typeof(CallArguments).GetField(name)!.GetValue(arguments)!;

    private static double Read(ReadOnlySpan<byte> bytes, JsonNode field)
    {
        var at = bytes[(int)Number(field["offset"])..];
        return (string)field["type"]! switch
        {
            "int32" => BinaryPrimitives.ReadInt32LittleEndian(at),
            "float64" => BinaryPrimitives.ReadDoubleLittleEndian(at),
            _ => BinaryPrimitives.ReadInt64LittleEndian(at),
        };
    }
}
