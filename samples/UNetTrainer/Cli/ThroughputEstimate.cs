namespace UNetTrainer.Cli;

/// <summary>How fast a run goes, and how long it still takes if it goes on so.</summary>
/// <param name="epochs">Epochs that are still to do.</param>
/// <param name="batches">Batches of an epoch.</param>
/// <param name="images">Images of an epoch.</param>
/// <param name="time">The clock.</param>
internal sealed class ThroughputEstimate(int epochs, int batches, int images, TimeProvider time)
{
    private readonly long start = time.GetTimestamp();
    private long done;

    /// <summary>A batch is done.</summary>
    public void BatchDone() => done++;

    /// <summary>E.g. <c>120 images/s  0:01:23 left</c>; empty before the first batch is done.</summary>
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

    /// <summary>E.g. <c>0:12:30 left</c>.</summary>
    public static string Left(TimeSpan time) => FormattableString.Invariant($"{(int)time.TotalHours}:{time:mm\\:ss} left");
}
