using System.Text.Json;
using System.Text.Json.Nodes;
using LossDsl.Cuda;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.GpuCheck.Export;

/// <summary>Writes programs to files that need no .NET: the source in CUDA C++, and a description of the launches in JSON.</summary>
internal static class KernelExport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Names of the losses with several classes.</summary>
    public static IReadOnlyList<string> SoftmaxLosses { get; } = ["cross-entropy", "dice", "dice-softmax-cross-entropy", "softmax-focal", "generalized-dice"];

    /// <summary>The programs: the losses of Jadon's survey, some also with other types, and losses over classes.</summary>
    public static IReadOnlyList<ExportedProgram> Programs { get; } =
    [
        .. Survey().Select(static loss => new ExportedProgram(loss, ScalarType.Float32, ScalarType.Float32)),
        .. new[] { "dice", "binary-cross-entropy", "combo" }.SelectMany(static loss => new[] { new ExportedProgram(loss, ScalarType.Float32, ScalarType.Byte), new(loss, ScalarType.BFloat16, ScalarType.Byte), new(loss, ScalarType.Float16, ScalarType.Float16) }),
        .. SoftmaxLosses.Select(static loss => new ExportedProgram(loss, ScalarType.Float32, ScalarType.Int64)),
    ];

    /// <summary>Returns the names of the losses of Jadon's survey in their corrected forms.</summary>
    public static IEnumerable<string> Survey() =>
        LossCatalog.All.Select(static e => e.Metadata).Where(static m => m.Equation is not null && !m.Name.EndsWith("survey-literal", StringComparison.Ordinal)).Select(static m => m.Name);

    /// <summary>Writes all programs to a folder, which is made if need be. Returns the names of the losses that are left out because they take more than launches.</summary>
    public static IReadOnlyList<string> WriteAll(string folder)
    {
        Directory.CreateDirectory(folder);
        return [.. Programs.Where(program => !Write(program, folder)).Select(static program => program.Loss)];
    }

    /// <summary>Writes the sources and the description of a program to a folder. Returns false if it takes more than launches.</summary>
    public static bool Write(ExportedProgram program, string folder)
    {
        if (Create(program) is not var (description, sources))
        {
            return false;
        }

        foreach (var (name, source) in sources)
        {
            File.WriteAllText(Path.Combine(folder, name), source);
        }

        File.WriteAllText(Path.Combine(folder, $"{program.Name}.json"), description.ToJsonString(Indented));
        return true;
    }

    /// <summary>Returns the description of a program and its sources by file name, or null if it takes more than launches. A source is for one width of vectors, which depends on the shape.</summary>
    public static (JsonObject Description, Dictionary<string, string> Sources)? Create(ExportedProgram program)
    {
        using var scope = NewDisposeScope();
        using var module = program.Create();
        if (module.CudaLoss is not { } loss || !LaunchDescription.IsPossible(loss))
        {
            return null;
        }

        var (calls, sources) = (new JsonArray(), new Dictionary<string, string>());
        foreach (var shape in program.Shapes)
        {
            var plan = Plan(program, loss, shape);
            var call = LaunchDescription.Create(loss, plan, shape, program.TargetShape(shape));
            call["source"] = $"{program.Name}-x{plan.Specialisation.Vector}.cu";
            sources[(string)call["source"]!] = DeviceSource.Create(loss.Program, plan.Specialisation);
            calls.Add((JsonNode)call);
        }

        var description = Describe(program, module);
        description["calls"] = calls;
        return (description, sources);
    }

    // Types and alignment of real tensors decide what a program is compiled for; their values are never read.
    private static CallPlan Plan(ExportedProgram program, CudaLoss loss, long[] shape) =>
        new(loss, CudaInputs.Prepare(empty(shape, program.Logits), empty(program.TargetShape(shape), program.Target), loss.Options, TargetAnnotations.None));

    private static JsonObject Describe(ExportedProgram program, FormulaLoss module) => new()
    {
        ["name"] = program.Name,
        ["loss"] = program.Loss,
        ["activation"] = TypeText(program.Activation),
        ["logits"] = TypeText(program.Logits),
        ["target"] = TypeText(program.Target),
        ["value"] = program.Logits == ScalarType.Float64 ? "float64" : "float32",
        ["hyperparameters"] = new JsonObject(module.Metadata.Hyperparameters.Select(static h => KeyValuePair.Create<string, JsonNode?>(h.Name, h.Default))),
        ["options"] = new JsonArray("--std=c++17"),
    };

    private static string TypeText<T>(T type)
        where T : struct, Enum => type is ScalarType.Byte ? "uint8" : type.ToString().ToLowerInvariant();
}
