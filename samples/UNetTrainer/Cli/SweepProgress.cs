using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Cli;

/// <summary>How long a whole comparison still takes, if its epochs go on as they did.</summary>
/// <param name="runs">Runs to do.</param>
/// <param name="epochs">Epochs of each at most.</param>
/// <param name="time">The clock.</param>
internal sealed class SweepProgress(int runs, int epochs, TimeProvider time)
{
    private readonly long start = time.GetTimestamp();
    private int measured;
    private int left = runs * epochs;

    /// <summary>Counts the epochs of a run while something else shows them.</summary>
    /// <param name="number">Which run, counted from 0.</param>
    /// <param name="shown">Shows them.</param>
    public IRunProgress Track(int number, IRunProgress shown) => new Counted(this, (runs - number) * epochs, shown);

    /// <summary>A run has ended, perhaps before its last epoch.</summary>
    /// <param name="number">Which run, counted from 0.</param>
    public void Ended(int number) => left = (runs - number - 1) * epochs;

    /// <summary>E.g. <c>0:12:30 left</c>; empty before the first epoch has ended.</summary>
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
