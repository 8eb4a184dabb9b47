using TorchSharp;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>Counts pixels and adds up losses on the device, batch by batch; only the end is waited for.</summary>
internal sealed class MetricAccumulator : IDisposable
{
    private readonly int classes;
    private readonly Tensor counts;
    private readonly Tensor loss;
    private long pixels;
    private long slices;

    /// <param name="classes">Classes, the background among them.</param>
    /// <param name="device">Where the batches are.</param>
    public MetricAccumulator(int classes, Device device)
    {
        this.classes = classes;
        (counts, loss) = (zeros([classes - 1, 3], int64, device), zeros([], float64, device));
    }

    /// <summary>What came together: true positives, predicted and actual pixels of each class but the background.</summary>
    public Evaluation Evaluation
    {
        get
        {
            using var numbers = counts.cpu();
            var table = numbers.data<long>().ToArray();
            return new(loss.ToDouble() / slices, [.. table.Chunk(3).Select(row => new Confusion(row[0], row[1] - row[0], row[2] - row[0], pixels - row[1] - row[2] + row[0]))]);
        }
    }

    /// <summary>Adds a batch.</summary>
    /// <param name="mean">The mean loss of its slices.</param>
    /// <param name="predicted">The predicted class of each pixel, [B, 1, H, W].</param>
    /// <param name="actual">The true class, as many.</param>
    public void Add(Tensor mean, Tensor predicted, Tensor actual)
    {
        loss.add_(mean.to_type(float64) * actual.shape[0]);
        (pixels, slices) = (pixels + actual.numel(), slices + actual.shape[0]);
        for (var c = 1; c < classes; c++)
        {
            var (positive, foreground) = (predicted.eq(c), actual.eq(c));
            counts[c - 1].add_(stack([(positive & foreground).sum(), positive.sum(), foreground.sum()]));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        counts.Dispose();
        loss.Dispose();
    }
}
