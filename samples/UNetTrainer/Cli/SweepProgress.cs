using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Cli;

/// <summary>Estimate of the remaining time of a whole comparison, from the mean duration of its epochs so far.</summary>
/// <param name="runs">Number of runs to do.</param>
/// <param name="epochs">Largest number of epochs of a run.</param>
/// <param name="time">The clock.</param>
internal sealed class SweepProgress(int runs, int epochs, TimeProvider time)
{
    private readonly long start = time.GetTimestamp();
    private int measured;
    private int left = runs * epochs;

    /// <summary>Returns a progress display that counts the epochs of a run and passes them on.</summary>
    /// <param name="number">Number of the run, from 0.</param>
    /// <param name="shown">Display that shows the epochs.</param>
    public IRunProgress Track(int number, IRunProgress shown) => new Counted(this, (runs - number) * epochs, shown);

    /// <summary>Records that a run has ended, perhaps before its last epoch.</summary>
    /// <param name="number">Number of the run, from 0.</param>
    public void Ended(int number) => left = (runs - number - 1) * epochs;

    /// <summary>Returns the remaining time, e.g. <c>0:12:30 left</c>; empty before the first epoch has ended.</summary>
    public override string ToString() => measured == 0 ? "" : ThroughputEstimate.Left(time.GetElapsedTime(start) / measured * left);

    private sealed class Counted(SweepProgress all, int leftBefore, IRunProgress shown) : IRunProgress
    {
        public EpochResult Epoch(int epoch, int batches, Func<Action<double?>, EpochResult> run)
        {
            var result = shown.Epoch(epoch, batches, run);
            all.measured++;
            all.left = leftBefore - epoch;
            return result;
        }
    }
}
