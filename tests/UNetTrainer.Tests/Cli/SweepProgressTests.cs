using UNetTrainer.Cli;
using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of <see cref="SweepProgress"/>, the time left of a comparison.</summary>
public class SweepProgressTests
{
    [Fact]
    public void TheTimeLeft_IsThatComputedByHand()
    {
        var clock = new Clock();
        var progress = new SweepProgress(runs: 3, epochs: 10, clock);
        Assert.Equal("", progress.ToString());

        // The first run did 4 epochs in 20 seconds: 6 of its epochs and 20 of the other runs are left, 5 seconds each.
        var first = progress.Track(0, new Silent());
        Enumerable.Range(1, 4).ToList().ForEach(e => first.Epoch(e, 1, Run));
        clock.Now += 20 * clock.TimestampFrequency;
        Assert.Equal("0:02:10 left", progress.ToString());

        // The first run ends early. The second begins at its fourth epoch, because an earlier process stopped there.
        progress.Ended(0);
        Assert.Equal("0:01:40 left", progress.ToString());
        progress.Track(1, new Silent()).Epoch(4, 1, Run);
        clock.Now += 5 * clock.TimestampFrequency;
        Assert.Equal("0:01:20 left", progress.ToString());
        progress.Ended(2);
        Assert.Equal("0:00:00 left", progress.ToString());
    }

    private static EpochResult Run(Action<double?> batchDone) => new(1, 0, 0, default, 0, 0);

    private sealed class Silent : IRunProgress
    {
        public EpochResult Epoch(int epoch, int batches, Func<Action<double?>, EpochResult> run) => run(static _ => { });
    }

    private sealed class Clock : TimeProvider
    {
        public long Now { get; set; }

        public override long GetTimestamp() => Now;
    }
}
