using TorchSharp;
using TorchSharp.Modules;
using UNetTrainer.Network;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>Turns gradients into steps: Adam, or AdamW where weights decay, with the schedule of its rate, clipping and accumulation.</summary>
internal sealed class Learning : IDisposable
{
    private readonly UNet network;
    private readonly TrainingSettings settings;
    private readonly OptimizerHelper optimizer;
    private readonly Schedule schedule;

    /// <param name="network">Whose weights are learnt.</param>
    /// <param name="settings">How.</param>
    public Learning(UNet network, TrainingSettings settings)
    {
        (this.network, this.settings) = (network, settings);
        optimizer = settings.WeightDecay > 0
            ? optim.AdamW(network.parameters(), settings.LearningRate, weight_decay: settings.WeightDecay)
            : optim.Adam(network.parameters(), settings.LearningRate);
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

    /// <summary>After the gradients of a batch: makes a step, unless more batches are to be part of it.</summary>
    public void EndBatch(int number, bool last)
    {
        var batches = ((number - 1) % settings.Accumulate) + 1;
        if (batches < settings.Accumulate && !last)
        {
            return;
        }

        if (batches > 1)
        {
            using var noGrad = no_grad();
            foreach (var gradient in Gradients())
            {
                gradient.div_(batches);
            }
        }

        if (settings.ClipGradient > 0)
        {
            nn.utils.clip_grad_norm_(network.parameters(), settings.ClipGradient);
        }

        optimizer.step();
    }

    /// <summary>An epoch is done: the schedule sets the rate of the next.</summary>
    public void EpochDone(double dice) => schedule.Step(dice);

    /// <summary>Whether every gradient is finite: a step by another would lose the weights. A sum is finite only if all it sums is, and is one number to wait for.</summary>
    public bool IsFinite()
    {
        using var noGrad = no_grad();
        return double.IsFinite(stack(Gradients().Select(static g => g.sum())).sum().ToDouble());
    }

    /// <inheritdoc/>
    public void Dispose() => optimizer.Dispose();

    private IEnumerable<Tensor> Gradients() => network.parameters().Select(static p => p.grad).OfType<Tensor>();
}
