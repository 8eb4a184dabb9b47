using TorchSharp;
using TorchSharp.Modules;
using UNetTrainer.Network;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>Optimizer with everything around it that turns gradients into steps: Adam, or AdamW with weight decay; learning-rate schedule, clipping and accumulation.</summary>
internal sealed class OptimizerSteps : IDisposable
{
    private const double TooSmallToDivideBy = 1e-6;

    private readonly UNet network;
    private readonly TrainingSettings settings;
    private readonly MasterWeights masters;
    private readonly OptimizerHelper optimizer;
    private readonly LearningRateSchedule schedule;

    /// <param name="network">Network whose weights are trained.</param>
    /// <param name="settings">Settings of optimizer and schedule.</param>
    public OptimizerSteps(UNet network, TrainingSettings settings)
    {
        (this.network, this.settings) = (network, settings);
        masters = new(network);
        optimizer = settings.WeightDecay > 0
            ? optim.AdamW(masters.Parameters, settings.LearningRate, weight_decay: settings.WeightDecay)
            : optim.Adam(masters.Parameters, settings.LearningRate);
        schedule = new(optimizer, settings);
    }

    /// <summary>Present learning rate.</summary>
    public double Rate => optimizer.ParamGroups.First().LearningRate;

    /// <summary>Weights of the network and moments of the optimizer, as bytes.</summary>
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

    /// <summary>Restores a state, and the learning rate from the results of the epochs before.</summary>
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

    /// <summary>Clears the gradients that the last step has used. Call before the backward pass of a batch.</summary>
    /// <param name="number">Number of the batch in its epoch, from 1.</param>
    public void BeginBatch(int number)
    {
        if ((number - 1) % settings.Accumulate == 0)
        {
            optimizer.zero_grad();
        }
    }

    /// <summary>Collects the gradients of a batch. Call after its backward pass.</summary>
    /// <returns>
    /// Sum of all gradients, a scalar on the device, which is finite only if all gradients are: a step by other gradients would destroy the weights.
    /// With a sum, the caller waits for one number only.
    /// </returns>
    public Tensor TakeGradients()
    {
        using var noGrad = no_grad();
        masters.TakeGradients();
        return stack(masters.Gradients.Select(static g => g.sum())).sum();
    }

    /// <summary>Makes a step, unless more batches are to be accumulated. The last batch of an epoch always makes a step.</summary>
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

    /// <summary>Sets the learning rate of the next epoch by the schedule.</summary>
    public void EpochDone(double dice) => schedule.Step(dice);

    /// <inheritdoc/>
    public void Dispose()
    {
        optimizer.Dispose();
        masters.Dispose();
    }

    // Turns the sum over batches into their mean, and clips its norm. All numbers stay on the device, so that nothing waits for one.
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
