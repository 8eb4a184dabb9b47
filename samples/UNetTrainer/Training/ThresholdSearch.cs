using UNetTrainer.Data;

namespace UNetTrainer.Training;

/// <summary>Chooses the threshold of a pixel's probability by the pooled Dice of the validation slices.</summary>
internal static class ThresholdSearch
{
    private const int Steps = 20;

    /// <summary>Returns the best of the thresholds 0.05, 0.10, ..., 0.95; of equal ones that nearest to 1/2. Null if no threshold applies, or validation has no foreground.</summary>
    public static double? Find(Trainer trainer, IReadOnlyList<Slice> validation, CancellationToken cancellation)
    {
        if (!trainer.HasThreshold)
        {
            return null;
        }

        var best = (Threshold: (double?)null, Dice: double.NegativeInfinity);
        foreach (var threshold in Enumerable.Range(1, Steps - 1).Select(static i => i / (double)Steps).OrderBy(static t => Math.Abs(t - 0.5)))
        {
            trainer.Threshold = threshold;
            var dice = trainer.Evaluate(validation, static () => { }, cancellation).Confusion.Dice;
            best = dice > best.Dice ? (threshold, dice) : best;
        }

        trainer.Threshold = null;
        return best.Threshold;
    }
}
