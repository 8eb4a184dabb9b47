using System.Text;
using LossDsl.Conformance.Cases;
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
        var annotations = CatalogInputs.Of(loss.Metadata, classes);
        var plan = new CallPlan(loss.CudaLoss!, CudaInputs.Prepare(logits, target, loss.Options, annotations));
        loss.Warmup(logits, target, annotations);
        StandIn.Reset();
        loss.ValueAndGradient(logits, target, annotations);
        var bytes = (StandIn.Loads + StandIn.Stores) / (double)logits.numel();
        var compiled = RealNvrtc.Compile(DeviceSource.Create(loss.CudaProgram!, plan.Specialisation), "sm_90");
        return FormattableString.Invariant($"{StandIn.Launches} | {bytes:0.#} | {string.Join(", ", compiled.Registers.OrderBy(static k => k.Key, StringComparer.Ordinal).Select(static k => k.Value))} | {compiled.SpillStores.Values.Max()}");
    }
}
