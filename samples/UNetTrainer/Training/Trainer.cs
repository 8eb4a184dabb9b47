using System.Diagnostics;
using TorchSharp;
using TorchSharp.Modules;
using UNetTrainer.Data;
using UNetTrainer.Network;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using static TorchSharp.torch.optim.lr_scheduler;

namespace UNetTrainer.Training;

/// <summary>Trains a network on the slices of a split, an epoch at a time: Adam, and a learning rate reduced when validation Dice stays on a plateau.</summary>
internal sealed class Trainer : IDisposable
{
    private readonly TrainingSettings settings;
    private readonly Split split;
    private readonly Frame frame;
    private readonly Objective objective;
    private readonly Output output;
    private readonly Device device;
    private readonly OptimizerHelper optimizer;
    private readonly LRScheduler schedule;

    public Trainer(TrainingSettings settings, Objective objective, Split split, Device device)
    {
        (this.settings, this.objective, this.split, this.device) = (settings, objective, split, device);
        frame = Frame.Around([.. split.Training, .. split.Validation, .. split.Test]);
        output = new(settings.Activation);
        random.manual_seed(settings.Seed);
        Network = new(settings.Width, settings.Depth, output.Channels);
        Network.to(device);
        optimizer = Adam(Network.parameters(), settings.LearningRate);
        schedule = ReduceLROnPlateau(optimizer, mode: "max", settings.Factor, settings.Patience, min_lr: [settings.MinLearningRate], eps: 0);
    }

    /// <summary>The network in its present state.</summary>
    public UNet Network { get; }

    /// <summary>Training and validation batches of an epoch.</summary>
    public int BatchesPerEpoch => TrainingBatches + Batch.Count(split.Validation.Count, settings.BatchSize);

    private int TrainingBatches => Batch.Count(split.Training.Count, settings.BatchSize, settings.MinBatches);

    /// <summary>Trains one epoch, validates, and adapts the learning rate.</summary>
    /// <param name="epoch">Counted from 1.</param>
    /// <param name="batchDone">Told after each batch: the loss of a training batch, null for one of validation.</param>
    /// <param name="cancellation">Looked at after each batch.</param>
    /// <exception cref="DivergedException">The loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the last batch's step is done.</exception>
    public EpochResult RunEpoch(int epoch, Action<double?> batchDone, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var learningRate = optimizer.ParamGroups.First().LearningRate;
        var loss = TrainEpoch(epoch, batchDone, cancellation);
        var validation = Evaluate(split.Validation, () => batchDone(null), cancellation);
        schedule.step(validation.Confusion.Dice);
        return new(epoch, loss, validation.Loss, validation.Confusion, learningRate, clock.Elapsed.TotalSeconds);
    }

    /// <summary>What the trainer has learnt so far.</summary>
    public TrainerState State
    {
        get
        {
            using var weights = new MemoryStream();
            using var moments = new MemoryStream();
            Network.save(weights);
            using (var writer = new BinaryWriter(moments))
            {
                optimizer.save_state_dict(writer);
            }

            return new(weights.ToArray(), moments.ToArray());
        }
    }

    /// <summary>Goes back to where a trainer with the same settings and data stood.</summary>
    /// <param name="epochs">What its epochs came to; the learning rate follows from them.</param>
    /// <param name="state">What it had learnt.</param>
    public void Restore(IEnumerable<EpochResult> epochs, TrainerState state)
    {
        foreach (var epoch in epochs)
        {
            schedule.step(epoch.Validation.Dice);
        }

        using var weights = new MemoryStream(state.Weights);
        using var moments = new BinaryReader(new MemoryStream(state.Optimizer));
        Network.load(weights);
        optimizer.load_state_dict(moments);
    }

    /// <summary>Segments slices with the network as it is and compares with their masks.</summary>
    public Evaluation Evaluate(IReadOnlyList<Slice> slices, Action batchDone, CancellationToken cancellation)
    {
        Network.eval();
        using var noGrad = no_grad();
        var (loss, confusion) = (0.0, default(Confusion));
        foreach (var part in Batch.Cut(slices, Batch.Count(slices.Count, settings.BatchSize)))
        {
            using var scope = NewDisposeScope();
            using var batch = Batch.Of(part, frame, device);
            using var uncollected = new NoCollection();
            var predicted = Network.call(batch.Images);
            loss += part.Count * objective.Value(output.ForLoss(predicted), output.Target(batch.Masks));
            confusion += Count(output.Foreground(predicted), batch.Masks > 0);
            batchDone();
            cancellation.ThrowIfCancellationRequested();
        }

        return new(loss / slices.Count, confusion);
    }

    /// <summary>The network's foreground of one slice, row by row in the frame of <see cref="Prediction"/>.</summary>
    public Prediction Predict(Slice slice)
    {
        Network.eval();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var batch = Batch.Of([slice], frame, device);
        using var uncollected = new NoCollection();
        var foreground = output.Foreground(Network.call(batch.Images)).cpu().data<bool>().ToArray();
        return new(slice.Name, frame, batch.Images.cpu().data<float>().ToArray(), Array.ConvertAll(batch.Masks.cpu().data<float>().ToArray(), static m => m > 0), foreground);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        optimizer.Dispose();
        Network.Dispose();
    }

    private static Confusion Count(Tensor predicted, Tensor actual)
    {
        var both = (predicted & actual).sum().ToInt64();
        var (positive, foreground) = (predicted.sum().ToInt64(), actual.sum().ToInt64());
        return new(both, positive - both, foreground - both, actual.numel() - positive - foreground + both);
    }

    private double TrainEpoch(int epoch, Action<double?> batchDone, CancellationToken cancellation)
    {
        Network.train();
        var order = EpochRandom.Begin(settings.Seed, epoch);
        var slices = split.Training.ToArray();
        order.Shuffle(slices);
        var (total, number) = (0.0, 0);
        foreach (var part in Batch.Cut(slices, TrainingBatches))
        {
            var loss = Step(part, epoch, ++number, settings.Mirror && order.Next(2) == 0);
            total += part.Count * loss;
            batchDone(loss);
            cancellation.ThrowIfCancellationRequested();
        }

        return total / slices.Length;
    }

    private double Step(IReadOnlyList<Slice> slices, int epoch, int number, bool mirrored)
    {
        using var scope = NewDisposeScope();
        using var copied = Batch.Of(slices, frame, device);
        using var uncollected = new NoCollection();
        using var batch = mirrored ? copied.Mirrored() : copied;
        optimizer.zero_grad();
        var predicted = Network.call(batch.Images);
        var loss = objective.Backward(output.ForLoss(predicted), output.Target(batch.Masks));
        if (!double.IsFinite(loss) || !double.IsFinite(GradientSum()))
        {
            throw new Divergence(objective.Metadata, settings).At(epoch, number, slices, loss, predicted);
        }

        optimizer.step();
        return loss;
    }

    // One number that is finite only if every gradient is: a step by another would lose the weights.
    private double GradientSum()
    {
        using var noGrad = no_grad();
        return stack(Network.parameters().Where(static p => p.grad is not null).Select(static p => p.grad!.sum())).sum().ToDouble();
    }
}
