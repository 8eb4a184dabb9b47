using TorchSharp;
using UNetTrainer.Data;
using UNetTrainer.Training;
using static TorchSharp.torch;

namespace TrainingSpeed;

/// <summary>What every contender trains on: the bundled head as it is split for a run, and the trainer's settings.</summary>
/// <param name="Settings">The trainer's settings.</param>
/// <param name="Split">The slices.</param>
internal sealed record Workload(TrainingSettings Settings, Split Split)
{
    /// <summary>Training batches of an epoch.</summary>
    public int Batches => Batch.Count(Split.Training.Count, Settings.BatchSize, Settings.MinBatches);

    /// <summary>Reads the bundled head.</summary>
    public static Workload Load(int width, int batchSize, int minBatches) => new(
        new() { Width = width, BatchSize = batchSize, MinBatches = minBatches, Schedule = ScheduleKind.Constant },
        new DataSettings().Load(seed: 1));

    /// <summary>All images of a part and their masks, [N, 1, H, W], float32.</summary>
    public (Tensor Images, Tensor Masks) Pixels(IReadOnlyList<Slice> slices)
    {
        using var batch = Batch.Create(slices, Frame.Around(slices.Select(static s => s.Source)));
        return (batch.Images.clone(), batch.Labels.to_type(float32));
    }
}
