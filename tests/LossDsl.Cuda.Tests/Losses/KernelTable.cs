using System.Text;
using LossDsl.Cuda.Tests.Support;
using static TorchSharp.torch;

namespace LossDsl.Cuda.Tests.Losses;

/// <summary>
/// Table of the CUDA kernels of all losses: launches of a call, bytes that the kernels read and write as the stand-in counts them, and what NVIDIA's compiler makes of them for sm_90.
/// </summary>
internal static class KernelTable
{
    /// <summary>Returns the table in Markdown.</summary>
    public static string Write()
    {
        var table = new StringBuilder("| loss | sigmoid: launches | bytes a number | registers | spilt bytes | softmax: launches | bytes a number | registers | spilt bytes |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var loss in LossDsl.Losses.LossCatalog.Local.Select(static entry => entry.Metadata.Name))
        {
            table.Append($"| {loss} | {Cells(loss, Activation.Sigmoid)} | {Cells(loss, Activation.Softmax)} |\n");
        }

        return table.ToString();
    }

    private static string Cells(string name, Activation activation)
    {
        using var scope = NewDisposeScope();
        var loss = LossDsl.Losses.LossCatalog.Local[name].Create(options: new() { Activation = activation, Backend = Backend.Kernels });
        var classes = activation == Activation.Softmax ? 4 : 1;
        var (logits, target) = (randn([2, classes, 64, 64]), activation == Activation.Softmax ? randint(0, classes, [2, 64, 64], int64) : rand([2, classes, 64, 64]));
        loss.Warmup(logits, target);
        StandIn.Reset();
        loss.ValueAndGradient(logits, target);
        var bytes = (StandIn.Loads + StandIn.Stores) / (double)logits.numel();
        var compiled = RealNvrtc.Compile(DeviceSource.Create(loss.CudaProgram!, Specialise(activation, loss)), "sm_90");
        return FormattableString.Invariant($"{StandIn.Launches} | {bytes:0.#} | {string.Join(", ", compiled.Registers.OrderBy(static k => k.Key, StringComparer.Ordinal).Select(static k => k.Value))} | {compiled.SpillStores.Values.Max()}");
    }

    private static Specialisation Specialise(Activation activation, FormulaLoss loss) => new(
        ScalarType.Float32,
        activation == Activation.Softmax ? ScalarType.Int64 : ScalarType.Float32,
        HoldsIndices: activation == Activation.Softmax,
        activation,
        IsDouble: loss.CudaProgram!.Passes.Any(static pass => pass.Filters.Count > 0),
        UsesL1Counts: false,
        HasValid: false,
        IsValidPerClass: false,
        HasIgnored: false,
        HasCounts: false,
        HasMeanProbability: false,
        DividesByWeight: false,
        Vector: 4,
        loss.CudaNumbers.Length);
}
