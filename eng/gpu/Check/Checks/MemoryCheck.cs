using System.Globalization;
using LossDsl.GpuCheck.Contenders;
using LossDsl.GpuCheck.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.GpuCheck.Checks;

/// <summary>Takes many steps and watches the memory: the device's by the driver, the process's by the system.</summary>
internal sealed class MemoryCheck(Machine machine, Report report)
{
    // Growth that is no leak: pages of the driver and of the managed heap, and memory that libtorch keeps for reuse. A gradient lost in every step would be 40 times that.
    private const long AllowedGrowth = 16 << 20;

    /// <summary>Runs 10,000 steps of Dice and of cross-entropy with class indices.</summary>
    public void Run()
    {
        var steps = machine.IsQuick ? 200 : 10_000;
        List<object[]> rows = [];
        foreach (var (name, size) in Sizes.OfMemory)
        {
            using var inputs = new InputSets(size, machine.Device, 1);
            using var loss = Losses.LossCatalog.All[name].Create(options: new() { Activation = size.Activation, Backend = Backend.Kernels });
            Take(loss, inputs[0], steps);
            var before = Used();
            Take(loss, inputs[0], steps);
            var after = Used();
            var (tensors, device, process) = (after.Tensors - before.Tensors, after.Device - before.Device, after.Process - before.Process);
            report.Check(tensors <= 0 && device <= AllowedGrowth && process <= AllowedGrowth, $"{name}: {steps} steps took {tensors} tensors, {device} bytes of the device's memory and {process} of the process's");
            rows.Add([name, size.Title, steps, tensors, device / 1024.0, process / 1024.0]);
        }

        report.Table("memory", ["loss", "size", "steps", "tensors left", "growth of the device's memory, KiB", "growth of the process, KiB"], rows);
    }

    // A step of each kind: value and gradient, and a graph with a backward pass.
    private static void Take(FormulaLoss loss, (Tensor Logits, Tensor Target) input, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            using var scope = NewDisposeScope();
            if (i % 2 == 0)
            {
                loss.ValueAndGradient(input.Logits, input.Target).Dispose();
                continue;
            }

            var leaf = input.Logits.detach().requires_grad_();
            loss.call(leaf, input.Target).backward();
        }
    }

    private (long Tensors, long Device, long Process) Used()
    {
        machine.Synchronize();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return (Tensor.TotalCount, machine.Driver?.UsedMemory ?? 0, ResidentMemory());
    }

    private static long ResidentMemory() =>
        1024 * long.Parse(File.ReadLines("/proc/self/status").Single(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal))[6..^3].Trim(), CultureInfo.InvariantCulture);
}
