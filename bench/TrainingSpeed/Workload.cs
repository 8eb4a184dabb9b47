using TorchSharp;
using UNetTrainer.Data;
using UNetTrainer.Training;
using static TorchSharp.torch;

namespace TrainingSpeed;

/// <summary>Data and settings that all contenders train with: the slices of the bundled head, split as for a run, and the trainer's settings.</summary>
/// <param name="Settings">The trainer's settings.</param>
/// <param name="Split">Training, validation and test slices.</param>
internal sealed record Workload(TrainingSettings Settings, Split Split)
{
    /// <summary>Number of training batches of an epoch.</summary>
    public int Batches => Batch.Count(Split.Training.Count, Settings.BatchSize, Settings.MinBatches);

    /// <summary>Reads the bundled head.</summary>
    /// <param name="width">Channels of the network's first level.</param>
    /// <param name="batchSize">Largest number of slices in a batch.</param>
    /// <param name="minBatches">Smallest number of training batches in an epoch.</param>
    public static Workload Load(int width, int batchSize, int minBatches) => new(
        new() { Width = width, BatchSize = batchSize, MinBatches = minBatches, Schedule = ScheduleKind.Constant },
        new DataSettings().Load(seed: 1));

    /// <summary>Reads slices. Returns their images and masks, both [N, 1, H, W], float32; the caller disposes both.</summary>
    public (Tensor Images, Tensor Masks) Pixels(IReadOnlyList<Slice> slices)
    {
        using var batch = Batch.Create(slices, Frame.Around(slices.Select(static s => s.Source)));
        return (batch.Images.clone(), batch.Labels.to_type(float32));
    }
}
