using LossDsl.GpuCheck.Contenders;
using LossDsl.GpuCheck.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.GpuCheck.Checks;

/// <summary>Compares the bits of repeated calls.</summary>
internal sealed class DeterminismCheck(Machine machine, Report report)
{
    private const int Repetitions = 20;

    /// <summary>Runs the losses of the benchmark at its first size of each kind.</summary>
    public void Run()
    {
        var subjects = Sizes.Create(machine.IsQuick).DistinctBy(static size => size.IsMulticlass).SelectMany(static size => Sizes.Losses(size).Select(loss => (size, loss))).ToArray();
        foreach (var (size, name) in subjects)
        {
            using var scope = NewDisposeScope();
            using var inputs = new InputSets(size, machine.Device, 1);
            using var loss = Losses.LossCatalog.All[name].Create(options: new() { Activation = size.Activation, Backend = Backend.Kernels });
            var different = Count(loss, inputs[0]);
            report.Check(different == 0, $"{name} at {size.Title}: {different} of {Repetitions} repetitions differ from the first call");
        }

        report.Line($"{subjects.Length} losses and sizes, {Repetitions} repetitions each: {report.Failed} checks failed so far.");
    }

    private static int Count(FormulaLoss loss, (Tensor Logits, Tensor Target) input)
    {
        using var first = loss.ValueAndGradient(input.Logits, input.Target);
        return Enumerable.Range(0, Repetitions).Count(_ =>
        {
            using var scope = NewDisposeScope();
            using var other = loss.ValueAndGradient(input.Logits, input.Target);
            return !first.Value.equal(other.Value).all().item<bool>() || !first.Gradient.equal(other.Gradient).all().item<bool>();
        });
    }
}
