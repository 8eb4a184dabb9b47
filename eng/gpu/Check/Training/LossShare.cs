using System.Diagnostics;
using LossDsl.GpuCheck.Timing;
using TorchSharp;
using TrainingSpeed;
using UNetTrainer.Network;
using static TorchSharp.torch;

namespace LossDsl.GpuCheck.Training;

/// <summary>Measures the share of a loss in a training step. The device is waited for before and after the loss, so that both are measured and not only issued.</summary>
internal sealed class LossShare(Machine machine, Workload work)
{
    private const int WarmUp = 5;

    private readonly int steps = machine.IsQuick ? 3 : 60;

    /// <summary>Returns a row for each loss: name, median step and median loss in ms, share in percent.</summary>
    public IReadOnlyList<object[]> Measure(IEnumerable<string> losses)
    {
        using var network = new UNet(work.Settings.Width, work.Settings.Depth);
        network.to(machine.Device);
        using var optimizer = optim.Adam(network.parameters());
        var (images, masks) = work.Pixels([.. work.Split.Training.Take(work.Split.Training.Count / work.Batches)]);
        using var x = images.to(machine.Device);
        using var y = masks.to(machine.Device);
        return [.. losses.Select(name => Row(name, network, optimizer, x, y))];
    }

    private object[] Row(string name, UNet network, optim.Optimizer optimizer, Tensor images, Tensor masks)
    {
        using var loss = Losses.LossCatalog.All[name].Create(options: new() { Region = work.Settings.Region });
        var times = Enumerable.Range(0, WarmUp + steps).Select(_ => Step(network, optimizer, loss, images, masks)).Skip(WarmUp).ToArray();
        var (step, part) = (Median.Compute(times.Select(static t => t.Step)), Median.Compute(times.Select(static t => t.Loss)));
        return [name, step, part, 100 * part / step];
    }

    private (double Step, double Loss) Step(UNet network, optim.Optimizer optimizer, FormulaLoss loss, Tensor images, Tensor masks)
    {
        using var scope = NewDisposeScope();
        machine.Synchronize();
        var clock = Stopwatch.StartNew();
        optimizer.zero_grad();
        var logits = network.call(images);
        machine.Synchronize();
        var before = clock.Elapsed;
        using var result = loss.ValueAndGradient(logits, masks);
        machine.Synchronize();
        var after = clock.Elapsed;
        logits.backward([result.Gradient]);
        optimizer.step();
        machine.Synchronize();
        return (clock.Elapsed.TotalMilliseconds, (after - before).TotalMilliseconds);
    }
}
