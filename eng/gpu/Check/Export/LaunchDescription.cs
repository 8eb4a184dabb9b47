using System.Text.Json.Nodes;
using LossDsl.Cuda;
using static TorchSharp.torch;

namespace LossDsl.GpuCheck.Export;

/// <summary>Description of one call of value and gradient in JSON: buffers, the struct that all kernels take, and the launches in their order.</summary>
internal static class LaunchDescription
{
    // Bytes of shared memory that a block can have on sm_80 and later; kernels that need less get less.
    private const int SharedMemoryLimit = 99 << 10;

    /// <summary>Returns whether a list of launches is all that the loss needs: it has no maps and no inputs, which are tensors of their own, and no windows, which are filters between the launches.</summary>
    public static bool IsPossible(CudaLoss loss) => loss.Program.Maps.Count + loss.Inputs.Count == 0 && loss.Program.Passes.All(static pass => pass.Fields.Count + pass.Filters.Count == 0);

    /// <summary>Describes a call.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="plan">The call, planned for tensors of the shape.</param>
    /// <param name="shape">Shape of the logits.</param>
    /// <param name="targetShape">Shape of the target.</param>
    public static JsonObject Create(CudaLoss loss, CallPlan plan, long[] shape, long[] targetShape) => new()
    {
        ["shape"] = Numbers(shape),
        ["targetShape"] = Numbers(targetShape),
        ["workspace"] = plan.Layout.Size * sizeof(double),
        ["tickets"] = sizeof(int) * ((plan.Layout.Regions / plan.Layout.Included) + 1),
        ["arguments"] = Arguments(loss, plan),
        ["launches"] = Launches(loss, plan),
        ["bytes"] = Traffic(loss, plan.Specialisation, shape, targetShape),
    };

    private static unsafe JsonObject Arguments(CudaLoss loss, CallPlan plan) => new()
    {
        ["size"] = CallArguments.Size(loss.Numbers.Length),
        ["fields"] = ArgumentFields.Describe(plan.CreateArguments(), Buffers(plan.Layout)),
        ["numbersOffset"] = sizeof(CallArguments),
        ["numbers"] = new JsonArray([.. loss.Numbers.Select(static number => (JsonNode)number)]),
    };

    private static Dictionary<string, (string Buffer, long Offset)> Buffers(CudaLayout layout) => new()
    {
        [nameof(CallArguments.Logits)] = ("logits", 0),
        [nameof(CallArguments.Target)] = ("target", 0),
        [nameof(CallArguments.Gradient)] = ("gradient", 0),
        [nameof(CallArguments.Value)] = ("value", 0),
        [nameof(CallArguments.Counts)] = Part(layout.Counts),
        [nameof(CallArguments.Partials)] = Part(layout.Partials),
        [nameof(CallArguments.Results)] = Part(layout.Results),
        [nameof(CallArguments.Coefficients)] = Part(layout.Coefficients),
        [nameof(CallArguments.Values)] = Part(layout.Values),
        [nameof(CallArguments.Scratch)] = Part(layout.Scratch),
        [nameof(CallArguments.Tickets)] = ("tickets", 0),
    };

    private static (string Buffer, long Offset) Part(long numbers) => ("workspace", numbers * sizeof(double));

    // As CudaCall launches them. Nothing is counted first with the options of ExportedProgram.
    private static JsonArray Launches(CudaLoss loss, CallPlan plan)
    {
        var launches = new JsonArray();
        if (loss.Program.ValueAfter == 0)
        {
            launches.Add((JsonNode)Launch("value", 1, 256, 0));
        }

        foreach (var (pass, number) in loss.Program.Passes.Select(static (pass, index) => (pass, index + 1)))
        {
            var (threads, shared) = plan.Layout.Block(pass.Results, pass.Coefficients, pass.HasGradient, SharedMemoryLimit)!.Value;
            launches.Add((JsonNode)Launch($"pass{number}", plan.Layout.Blocks, threads, shared));
        }

        return launches;
    }

    private static JsonObject Launch(string kernel, long blocks, int threads, int shared) => new() { ["kernel"] = kernel, ["blocks"] = blocks, ["threads"] = threads, ["shared"] = shared };

    // Every pass reads logits and target; one writes the gradient.
    private static long Traffic(CudaLoss loss, Specialisation specialisation, long[] shape, long[] targetShape)
    {
        var (logits, target) = (Count(shape) * Size(specialisation.Logits), Count(targetShape) * Size(specialisation.Target));
        return (loss.Program.Passes.Count * (logits + target)) + logits;
    }

    private static long Size(ScalarType type) => type switch
    {
        ScalarType.Float64 or ScalarType.Int64 => 8,
        ScalarType.Float32 => 4,
        ScalarType.Float16 or ScalarType.BFloat16 => 2,
        _ => 1,
    };

    private static long Count(long[] shape) => shape.Aggregate(1L, static (product, length) => product * length);

    private static JsonArray Numbers(long[] numbers) => new([.. numbers.Select(static number => (JsonNode)number)]);
}
