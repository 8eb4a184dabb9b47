using System.Diagnostics;
using LossDsl;
using TorchSharp;
using UNetTrainer.Wording;
using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Network;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>Trainer of a network on the slices of a split, one epoch at a time. Also segments and evaluates slices with the network.</summary>
internal sealed class Trainer : IDisposable
{
    private readonly TrainingSettings settings;
    private readonly Split split;
    private readonly Frames frames;
    private readonly int channels;
    private readonly Objective objective;
    private readonly OutputLayout output;
    private readonly Device device;
    private readonly OptimizerSteps learning;
    private readonly TargetMaps maps;
    private readonly BatchLoader loader;
    private readonly int validationBatches;

    /// <param name="settings">Settings of network and training.</param>
    /// <param name="objective">The loss.</param>
    /// <param name="split">The slices.</param>
    /// <param name="device">Where to train.</param>
    /// <param name="begin">Sets the weights that training begins with; null for random ones.</param>
    public Trainer(TrainingSettings settings, Objective objective, Split split, Device device, Action<UNet>? begin = null)
    {
        (this.settings, this.objective, this.split, this.device) = (settings, objective, split, device);
        Slice[] slices = [.. split.Training, .. split.Validation, .. split.Test];
        frames = new(slices);
        channels = Channels(slices[0], settings);
        var training = Cut(split.Training, settings.MinBatches);
        var sizes = training.Select(static batch => batch.Count).DefaultIfEmpty();
        Batches = new(training.Count, sizes.Min(), sizes.Max(), settings.BatchSize);
        validationBatches = Cut(split.Validation).Count;
        output = new(objective.Activation, split.Labels.Names.Count);
        Spacing = SpacingOf(slices);
        maps = new(objective.Metadata, output, Spacing, split.Cache);
        loader = new(frames, maps);
        NarrowConvolutions.Guard(settings.Width);
        random.manual_seed(settings.Seed);
        Nnpack.Disable();
        Network = CreateNetwork(settings, output.Channels, channels, device);
        begin?.Invoke(Network);
        learning = new(Network, settings);
    }

    /// <summary>Network in its present state.</summary>
    public UNet Network { get; }

    /// <summary>Threshold of a pixel's probability; null for 1/2, or for the most probable class.</summary>
    public double? Threshold
    {
        get => output.Threshold;
        set => output.Threshold = value;
    }

    /// <summary>Whether a threshold applies to the output.</summary>
    public bool HasThreshold => output.HasThreshold;

    /// <summary>Number of training and validation batches in an epoch.</summary>
    public int BatchesPerEpoch => Batches.Count + validationBatches;

    /// <summary>Weights and optimizer state so far.</summary>
    public TrainerState State => learning.State;

    /// <summary>Distance of rows and distance of pixels in a row, if all cases agree; else null, and losses measure distances in pixels.</summary>
    public IReadOnlyList<double>? Spacing { get; }

    /// <summary>Number and sizes of the training batches of an epoch.</summary>
    public BatchSizes Batches { get; }

    /// <summary>Creates a network with random weights.</summary>
    /// <param name="settings">Settings of the network.</param>
    /// <param name="outputs">Number of channels of the output.</param>
    /// <param name="channels">Number of channels of the images.</param>
    /// <param name="device">Device of the network.</param>
    public static UNet CreateNetwork(TrainingSettings settings, int outputs, int channels, Device device)
    {
        var (half, cuda) = (settings.Weights == WeightType.Bfloat16, device.type == DeviceType.CUDA);
        var network = new UNet(settings.Width, settings.Depth, outputs, settings.DeepSupervision, channels)
        {
            ChannelsLast = settings.Features == FeatureOrder.ChannelsLast || (settings.Features == FeatureOrder.Auto && half && cuda),
        };
        if (half)
        {
            network.ConvolveIn(ScalarType.BFloat16);
        }

        network.to(device);
        return network;
    }

    /// <summary>Restores the state of an earlier trainer with the same settings and data.</summary>
    /// <param name="epochs">Results of the earlier trainer's epochs, from which the learning rate follows.</param>
    /// <param name="state">Weights and optimizer state of the earlier trainer.</param>
    public void Restore(IEnumerable<EpochResult> epochs, TrainerState state) => learning.Restore(epochs, state);

    /// <summary>Trains one epoch, validates, and adapts the learning rate.</summary>
    /// <param name="epoch">Number of the epoch, from 1.</param>
    /// <param name="batchDone">Called after each batch with the loss of a training batch, or null for a validation batch.</param>
    /// <param name="cancellation">Token that is checked after each batch.</param>
    /// <exception cref="DivergedException">The loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the step of the last batch is done.</exception>
    public EpochResult RunEpoch(int epoch, Action<double?> batchDone, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var learningRate = learning.Rate;
        var loss = TrainEpoch(epoch, batchDone, cancellation);
        var validation = Evaluate(split.Validation, () => batchDone(null), cancellation);
        learning.EpochDone(validation.Confusion.Dice);
        return new(epoch, loss, validation.Loss, validation.Confusion, learningRate, clock.Elapsed.TotalSeconds);
    }

    /// <summary>Segments slices with the present network and compares the result with their masks.</summary>
    public Evaluation Evaluate(IReadOnlyList<Slice> slices, Action batchDone, CancellationToken cancellation)
    {
        Network.eval();
        using var noGrad = no_grad();
        using var tally = new MetricAccumulator(output.Classes, device);
        foreach (var (part, loaded) in loader.Load(Cut(slices)))
        {
            using var read = loaded;
            using var uncollected = new NoGcRegion();
            using var scope = NewDisposeScope();
            var batch = loaded.To(device);
            var predicted = Network.call(batch.Images);
            tally.Add(objective.Value(output.ForLoss(predicted), output.Target(batch.Labels, batch.HasIgnored), Annotations(batch)), output.ClassesOf(predicted), CountedPixels.WithoutPadding(batch.Labels, part));
            batchDone();
            cancellation.ThrowIfCancellationRequested();
        }

        return tally.Evaluation;
    }

    /// <summary>Segments one slice with the present network. The slice is not padded, so that the result does not depend on the sizes of other slices.</summary>
    public Prediction Predict(Slice slice)
    {
        Network.eval();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var uncollected = new NoGcRegion();
        var own = new Frame(slice.Height, slice.Width);
        var batch = Batch.Create([slice], own);
        var classes = output.ClassesOf(Network.call(batch.Images.to(device))).to_type(uint8).cpu().data<byte>().ToArray();
        return new(slice.Name, own, Slice.Grey(batch.Images.data<float>().ToArray(), channels), batch.Labels.data<byte>().ToArray(), classes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        learning.Dispose();
        Network.Dispose();
        maps.Dispose();
    }

    private IReadOnlyList<IReadOnlyList<Slice>> Cut(IReadOnlyList<Slice> slices, int fewest = 1) => frames.Cut(slices, settings.BatchSize, fewest);

    // Slices of one size are in random order already. Batches of several sizes would otherwise come size by size.
    private IEnumerable<IReadOnlyList<Slice>> Mixed(IEnumerable<IReadOnlyList<Slice>> batches, Random order)
    {
        var mixed = batches.ToArray();
        if (frames.Count > 1)
        {
            order.Shuffle(mixed);
        }

        return mixed;
    }

    private static int Channels(Slice first, TrainingSettings settings) => settings.Channels is not { } channels || channels == first.Channels
        ? first.Channels
        : throw new InputException($"The images have {Plural.Of(first.Channels, "channel")} ('{first.Source.Name}' is the first), and the network of the run takes {channels}.");

    private static IReadOnlyList<double>? SpacingOf(IReadOnlyList<Slice> slices)
    {
        var first = slices[0].Source.Spacing;
        return slices.All(s => Math.Abs(s.Source.Spacing[0] - first[0]) + Math.Abs(s.Source.Spacing[1] - first[1]) < 1e-4) ? first : null;
    }

    private TargetAnnotations Annotations(Batch batch) => new() { Maps = batch.Maps, Spacing = Spacing, Valid = batch.HasIgnored ? batch.Labels.ne(LabelMap.Ignored) : null };

    private double TrainEpoch(int epoch, Action<double?> batchDone, CancellationToken cancellation)
    {
        Network.train();
        var order = EpochRandom.Begin(settings.Seed, epoch);
        var slices = split.Training.ToArray();
        order.Shuffle(slices);
        var (total, number) = (0.0, 0);
        foreach (var (part, batch) in loader.Load(Mixed(Cut(slices, settings.MinBatches), order)))
        {
            var loss = Step(part, batch, epoch, ++number, order);
            total += part.Count * loss;
            batchDone(loss);
            cancellation.ThrowIfCancellationRequested();
        }

        return total / slices.Length;
    }

    private double Step(IReadOnlyList<Slice> slices, Batch loaded, int epoch, int number, Random order)
    {
        using var read = loaded;
        using var uncollected = new NoGcRegion();
        using var scope = NewDisposeScope();
        var batch = Augmentation.Apply(loaded.To(device), settings, order);
        learning.BeginBatch(number);
        var outputs = Network.Outputs(batch.Images);
        var value = objective.Backward([.. outputs.Select(output.ForLoss)], output.Target(batch.Labels, batch.HasIgnored), Annotations(batch));

        // The only numbers that a step waits for, in one transfer: the loss, which progress shows, and the sum of gradients, which decides whether to continue.
        var numbers = stack([value.to_type(float64), learning.TakeGradients().to_type(float64)]).cpu().data<double>().ToArray();
        var loss = numbers[0];
        if (!numbers.All(double.IsFinite))
        {
            throw new DivergenceDiagnosis(objective.Metadata, settings).Describe(epoch, number, slices, loss, outputs[0]);
        }

        learning.EndBatch(number, last: number == Batches.Count);
        return loss;
    }
}
