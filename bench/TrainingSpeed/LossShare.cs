using System.Diagnostics;
using LossDsl;
using TorchSharp;
using UNetTrainer.Network;
using static TorchSharp.torch;

namespace TrainingSpeed;

/// <summary>Measures the share of the loss in the time of a training step: value and gradient, between the network's forward and backward pass.</summary>
internal static class LossShare
{
    private const int WarmUp = 5;

    /// <summary>Measures losses and writes a table in Markdown.</summary>
    /// <param name="output">Writer for the table.</param>
    /// <param name="work">Slices and settings; all steps train on the same batch.</param>
    /// <param name="losses">Losses to measure, a row each.</param>
    /// <param name="steps">Number of measured steps for each loss; the table has the medians.</param>
    public static void Write(TextWriter output, Workload work, IEnumerable<CatalogEntry> losses, int steps)
    {
        output.WriteLine("| loss | median step, ms | of it the loss, ms | share |\n|---|---:|---:|---:|");
        using var network = new UNet(work.Settings.Width, work.Settings.Depth);
        using var optimizer = optim.Adam(network.parameters());
        var (images, masks) = work.Pixels([.. work.Split.Training.Take(work.Split.Training.Count / work.Batches)]);
        foreach (var entry in losses)
        {
            using var loss = entry.Create(null, new() { Region = work.Settings.Region });
            var times = Enumerable.Range(0, WarmUp + steps).Select(_ => Step(network, optimizer, loss, images, masks)).Skip(WarmUp).ToArray();
            var (step, part) = (Rounds.Median(times.Select(static t => t.Step)), Rounds.Median(times.Select(static t => t.Loss)));
            output.WriteLine(FormattableString.Invariant($"| {entry.Metadata.Name} | {step:F1} | {part:F2} | {part / step:P1} |"));
        }
    }

    private static (double Step, double Loss) Step(UNet network, optim.Optimizer optimizer, FormulaLoss loss, Tensor images, Tensor masks)
    {
        using var scope = NewDisposeScope();
        var clock = Stopwatch.StartNew();
        optimizer.zero_grad();
        var logits = network.call(images);
        var before = clock.Elapsed;
        var result = loss.ValueAndGradient(logits, masks);
        var after = clock.Elapsed;
        logits.backward([result.Gradient]);
        optimizer.step();
        result.Dispose();
        return (clock.Elapsed.TotalMilliseconds, (after - before).TotalMilliseconds);
    }
}
