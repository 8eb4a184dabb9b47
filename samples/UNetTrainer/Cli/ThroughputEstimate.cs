namespace UNetTrainer.Cli;

/// <summary>Estimate of the throughput and the remaining time of a run, from the mean duration of its batches so far.</summary>
/// <param name="epochs">Number of epochs still to do.</param>
/// <param name="batches">Number of batches in an epoch.</param>
/// <param name="images">Number of images in an epoch.</param>
/// <param name="time">The clock.</param>
internal sealed class ThroughputEstimate(int epochs, int batches, int images, TimeProvider time)
{
    private readonly long start = time.GetTimestamp();
    private long done;

    /// <summary>Counts a finished batch.</summary>
    public void BatchDone() => done++;

    /// <summary>Returns throughput and remaining time, e.g. <c>120 images/s  0:01:23 left</c>; empty before the first batch is done.</summary>
    public override string ToString()
    {
        var seconds = time.GetElapsedTime(start).TotalSeconds;
        if (done == 0 || seconds <= 0)
        {
            return "";
        }

        var left = TimeSpan.FromSeconds(seconds / done * (((long)epochs * batches) - done));
        var throughput = (double)done * images / batches / seconds;
        return FormattableString.Invariant($"{throughput:F0} images/s  {Left(left)}");
    }

    /// <summary>Formats a remaining time, e.g. <c>0:12:30 left</c>.</summary>
    public static string Left(TimeSpan time) => FormattableString.Invariant($"{(int)time.TotalHours}:{time:mm\\:ss} left");
}
