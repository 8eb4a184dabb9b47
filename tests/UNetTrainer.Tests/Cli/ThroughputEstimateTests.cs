using UNetTrainer.Cli;

namespace UNetTrainer.Tests.Cli;

public class PaceTests
{
    [Fact]
    public void ThroughputAndTimeLeft_ByHand()
    {
        var clock = new Clock();
        var pace = new ThroughputEstimate(epochs: 10, batches: 4, images: 60, clock);
        Assert.Equal("", pace.ToString());

        // 10 of 40 batches, 150 of 600 images, in 30 seconds.
        Enumerable.Range(0, 10).ToList().ForEach(_ => pace.BatchDone());
        clock.Now += 30 * clock.TimestampFrequency;
        Assert.Equal("5 images/s  0:01:30 left", pace.ToString());
    }

    private sealed class Clock : TimeProvider
    {
        public long Now { get; set; }

        public override long GetTimestamp() => Now;
    }
}
