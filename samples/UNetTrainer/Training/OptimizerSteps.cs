using TorchSharp;
using TorchSharp.Modules;
using UNetTrainer.Network;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>Turns gradients into steps: Adam, or AdamW where weights decay, with the schedule of its rate, clipping and accumulation.</summary>
internal sealed class OptimizerSteps : IDisposable
{
    private const double TooSmallToDivideBy = 1e-6;

    private readonly UNet network;
    private readonly TrainingSettings settings;
    private readonly MasterWeights masters;
    private readonly OptimizerHelper optimizer;
    private readonly LearningRateSchedule schedule;

    /// <param name="network">Whose weights are learnt.</param>
    /// <param name="settings">How.</param>
    public OptimizerSteps(UNet network, TrainingSettings settings)
    {
        (this.network, this.settings) = (network, settings);
        masters = new(network);
        optimizer = settings.WeightDecay > 0
            ? optim.AdamW(masters.Parameters, settings.LearningRate, weight_decay: settings.WeightDecay)
            : optim.Adam(masters.Parameters, settings.LearningRate);
        schedule = new(optimizer, settings);
    }

    /// <summary>The learning rate.</summary>
    public double Rate => optimizer.ParamGroups.First().LearningRate;

    /// <summary>Weights and moments.</summary>
    public TrainerState State
    {
        get
        {
            using var weights = new MemoryStream();
            using var moments = new MemoryStream();
            network.save(weights);
            using (var writer = new BinaryWriter(moments))
            {
                optimizer.save_state_dict(writer);
                masters.Save(writer);
            }

            return new(weights.ToArray(), moments.ToArray());
        }
    }

    /// <summary>Goes back to a state after some epochs.</summary>
    public void Restore(IEnumerable<EpochResult> epochs, TrainerState state)
    {
        foreach (var epoch in epochs)
        {
            schedule.Step(epoch.Validation.Dice);
        }

        using var weights = new MemoryStream(state.Weights);
        using var moments = new BinaryReader(new MemoryStream(state.Optimizer));
        network.load(weights);
        optimizer.load_state_dict(moments);
        masters.Load(moments);
    }

    /// <summary>Before the gradients of a batch: forgets those that a step was made of.</summary>
    /// <param name="number">Counted from 1 in each epoch.</param>
    public void BeginBatch(int number)
    {
        if ((number - 1) % settings.Accumulate == 0)
        {
            optimizer.zero_grad();
        }
    }

    /// <summary>After the backward pass of a batch.</summary>
    /// <returns>The sum of all gradients, which is finite only if all of them are: a step by another would lose the weights. One number for the caller to wait for.</returns>
    public Tensor TakeGradients()
    {
        using var noGrad = no_grad();
        masters.TakeGradients();
        return stack(masters.Gradients.Select(static g => g.sum())).sum();
    }

    /// <summary>After the gradients of a batch: makes a step, unless more batches are to be part of it.</summary>
    public void EndBatch(int number, bool last)
    {
        var batches = ((number - 1) % settings.Accumulate) + 1;
        if (batches < settings.Accumulate && !last)
        {
            return;
        }

        using (no_grad())
        {
            Scale(batches);
        }

        optimizer.step();
        masters.Publish();
    }

    /// <summary>An epoch is done: the schedule sets the rate of the next.</summary>
    public void EpochDone(double dice) => schedule.Step(dice);

    /// <inheritdoc/>
    public void Dispose()
    {
        optimizer.Dispose();
        masters.Dispose();
    }

    // The mean of the batches, no longer than the limit. All of it stays on the device: nothing waits for a number.
    private void Scale(int batches)
    {
        if (batches > 1)
        {
            Multiply(tensor(1.0f / batches, device: masters.Parameters[0].device));
        }

        if (settings.ClipGradient > 0)
        {
            var norm = stack(masters.Gradients.Select(static g => g.norm())).norm();
            Multiply((settings.ClipGradient / (norm + TooSmallToDivideBy)).clamp(max: 1));
        }
    }

    private void Multiply(Tensor factor)
    {
        foreach (var gradient in masters.Gradients)
        {
            gradient.mul_(factor);
        }
    }
}
