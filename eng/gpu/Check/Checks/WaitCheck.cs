using LossDsl.GpuCheck.Contenders;
using LossDsl.GpuCheck.Results;
using LossDsl.GpuCheck.Timing;
using TorchSharp;
using TrainingSpeed;
using static TorchSharp.torch;

namespace LossDsl.GpuCheck.Checks;

/// <summary>Counts how often the host waits for the device: never in a loss, and a few times in a training step, of which copies of the batch are a part.</summary>
internal sealed class WaitCheck(Machine machine, Report report)
{
    private readonly WaitCounter? counter = WaitCounter.TryCreate(machine);

    /// <summary>Counts in calls of every measured loss, and in an epoch of the trainer.</summary>
    public void Run()
    {
        report.Check(WaitCounter.CapturesErrors(), "the standard error of native code is not captured");
        if (counter is null)
        {
            report.Line("Not counted: there is no CUDA device, or libtorch does not tell of its waits.");
            return;
        }

        var known = counter.Count(() => ones(1, device: machine.Device).cpu().Dispose());
        if (known != 1)
        {
            report.Line($"Not counted: a copy to the host, which is one wait, counts as {known}.");
            return;
        }

        foreach (var size in Sizes.Create(isQuick: true))
        {
            using var inputs = new InputSets(size, machine.Device, 1);
            foreach (var name in Sizes.Losses(size).Where(static name => Losses.LossCatalog.All[name].Metadata.RequiredMaps.Count == 0))
            {
                CountLoss(name, size.Activation, inputs[0]);
            }
        }

        CountTraining();
    }

    private void CountLoss(string name, Activation activation, (Tensor Logits, Tensor Target) input)
    {
        using var scope = NewDisposeScope();
        using var loss = Losses.LossCatalog.All[name].Create(options: new() { Activation = activation, Backend = Backend.Kernels });
        var leaf = input.Logits.detach().requires_grad_();
        loss.call(leaf, input.Target).backward();
        loss.ValueAndGradient(input.Logits, input.Target).Dispose();
        var direct = counter!.Count(() => loss.ValueAndGradient(input.Logits, input.Target).Dispose());
        var recorded = counter.Count(() => loss.call(leaf, input.Target).backward());
        report.Check(direct == 0 && recorded == 0, $"{name}: {direct} waits in ValueAndGradient, {recorded} in a call with its backward pass");
    }

    private void CountTraining()
    {
        var work = Workload.Load(8, 16, 8);
        using var trainer = new TrainerContender("trainer", work, machine.Device);
        trainer.Epoch();
        var waits = counter!.Count(() => trainer.Epoch());
        report.Line(FormattableString.Invariant($"An epoch of {work.Batches} training batches and its validation: {waits} waits, {(double)waits / work.Batches:F1} a batch. Copies of a batch to the device are waits too."));
    }
}
