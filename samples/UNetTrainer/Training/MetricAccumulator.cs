using TorchSharp;
using UNetTrainer.Data;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>Accumulator of losses and pixel counts over batches. Sums stay on the device, so that the program waits for the device only when the result is read.</summary>
internal sealed class MetricAccumulator : IDisposable
{
    private readonly int classes;
    // True positives, predicted pixels, actual pixels and pixels that count, for each class but the background, [C - 1, 4].
    private readonly Tensor counts;
    private readonly Tensor loss;
    private long slices;

    /// <param name="classes">Number of classes, including the background.</param>
    /// <param name="device">Device of the batches.</param>
    public MetricAccumulator(int classes, Device device)
    {
        this.classes = classes;
        (counts, loss) = (zeros([classes - 1, 4], int64, device), zeros([], float64, device));
    }

    /// <summary>Mean loss of a slice, and the counts of each class but the background, over all batches so far.</summary>
    public Evaluation Evaluation
    {
        get
        {
            using var numbers = counts.cpu();
            var table = numbers.data<long>().ToArray();
            return new(loss.ToDouble() / slices, [.. table.Chunk(4).Select(static row => new Confusion(row[0], row[1] - row[0], row[2] - row[0], row[3] - row[1] - row[2] + row[0]))]);
        }
    }

    /// <summary>Adds a batch.</summary>
    /// <param name="mean">Mean loss of the slices in the batch, a scalar.</param>
    /// <param name="predicted">Predicted class of each pixel, [B, 1, H, W].</param>
    /// <param name="actual">True class of each pixel, same shape; <see cref="LabelMap.Ignored"/> for pixels that do not count.</param>
    public void Add(Tensor mean, Tensor predicted, Tensor actual)
    {
        loss.add_(mean.to_type(float64) * actual.shape[0]);
        slices += actual.shape[0];
        var valid = actual.ne(LabelMap.Ignored);
        var pixels = valid.sum();
        for (var c = 1; c < classes; c++)
        {
            var (positive, foreground) = (predicted.eq(c) & valid, actual.eq(c));
            counts[c - 1].add_(stack([(positive & foreground).sum(), positive.sum(), foreground.sum(), pixels]));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        counts.Dispose();
        loss.Dispose();
    }
}
