using LossDsl.Benchmarks.Subjects;
using LossDsl.GpuCheck.Contenders;
using LossDsl.GpuCheck.Results;
using LossDsl.GpuCheck.Timing;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.GpuCheck.Checks;

/// <summary>Times all implementations of the losses, beside the time that memory takes for the bytes that a gradient needs.</summary>
internal sealed class BenchmarkTables(Machine machine, Report report)
{
    private readonly int repetitions = machine.IsQuick ? 3 : 60;

    /// <summary>Measures the copy, and then each loss at each size.</summary>
    public void Run()
    {
        var bandwidth = CopyBandwidth();
        report.Line(FormattableString.Invariant($"Copy: {bandwidth / 1e9:F0} GB/s, read and written. The floor of a loss is the time of its bytes at that speed: every pass reads logits and target, one writes the gradient."));
        foreach (var size in Sizes.Create(machine.IsQuick))
        {
            using var inputs = new InputSets(size, machine.Device, InputSets.Count(size, machine.CacheSize));
            List<object[]> rows = [];
            foreach (var loss in Sizes.Losses(size))
            {
                rows.AddRange(Rows(loss, size, inputs, bandwidth));
            }

            report.Line($"\n### {size.Title}");
            report.Table($"benchmark {size.Name}", ["loss", "implementation", "µs", "host, µs", "× kernels", "floor, µs", "× floor", "GB/s"], rows);
        }
    }

    private IEnumerable<object[]> Rows(string loss, ProblemSize size, InputSets inputs, double bandwidth)
    {
        var (bytes, kernels) = (Traffic(loss, size), double.NaN);
        foreach (var (name, compute) in GpuContenders.Create(loss, size))
        {
            if (Measure(name, loss, compute, inputs) is { } time)
            {
                kernels = double.IsNaN(kernels) ? time.Device : kernels;
                var floor = 1e6 * bytes / bandwidth;
                yield return [loss, name, time.Device, time.Host, time.Device / kernels, floor, time.Device / floor, bytes / time.Device / 1e3];
            }
        }
    }

    private CallTime? Measure(string name, string loss, Func<Tensor, Tensor, IDisposable> compute, InputSets inputs)
    {
        try
        {
            return machine.Clock.Median(
                call =>
                {
                    var (logits, target) = inputs[call];
                    return compute(logits, target);
                },
                repetitions);
        }
        catch (Exception e)
        {
            report.Check(false, $"{name} of {loss}: {e.Message}");
            return null;
        }
    }

    // Bytes of the kernels' passes; maps and windows come on top.
    private static double Traffic(string name, ProblemSize size)
    {
        using var loss = Losses.LossCatalog.All[name].Create();
        var target = size.IsMulticlass ? sizeof(long) * size.Count / size.Shape[1] : sizeof(float) * size.Count;
        return (loss.CudaProgram!.Passes.Count * ((sizeof(float) * size.Count) + target)) + (sizeof(float) * size.Count);
    }

    private double CopyBandwidth()
    {
        var count = machine.IsQuick ? 1L << 16 : 1L << 26;
        var pairs = Enumerable.Range(0, 3).Select(_ => (From: ones([count], device: machine.Device), To: ones([count], device: machine.Device))).ToArray();
        var time = machine.Clock.Median(call => pairs[call % 3].To.copy_(pairs[call % 3].From).alias(), repetitions);
        foreach (var (from, to) in pairs)
        {
            from.Dispose();
            to.Dispose();
        }

        return 2 * sizeof(float) * count / (1e-6 * time.Device);
    }
}
