using UNetTrainer.Cli;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of <see cref="ThroughputEstimate"/>, the throughput and the time left of a run.</summary>
public class ThroughputEstimateTests
{
    [Fact]
    public void ThroughputAndTimeLeft_AreThoseComputedByHand()
    {
        var clock = new Clock();
        var estimate = new ThroughputEstimate(epochs: 10, batches: 4, images: 60, clock);
        Assert.Equal("", estimate.ToString());

        // 10 of 40 batches are done, 150 of 600 images, in 30 seconds.
        Enumerable.Range(0, 10).ToList().ForEach(_ => estimate.BatchDone());
        clock.Now += 30 * clock.TimestampFrequency;
        Assert.Equal("5 images/s  0:01:30 left", estimate.ToString());
    }

    private sealed class Clock : TimeProvider
    {
        public long Now { get; set; }

        public override long GetTimestamp() => Now;
    }
}
