namespace UNetTrainer.Comparison;

/// <summary>State of a job, as the files in its folder tell it.</summary>
internal enum JobState
{
    /// <summary>The run has not ended, or has not begun.</summary>
    Open,

    /// <summary>The run has ended.</summary>
    Done,

    /// <summary>The run has ended because its loss was no longer finite.</summary>
    Diverged,
}

/// <summary>Job of a comparison: a run that depends on no other run, so that any process can do it at any time. A line of <c>jobs.json</c>.</summary>
/// <param name="Number">Number of the job, from 0.</param>
/// <param name="Loss">Name of the loss.</param>
/// <param name="Fold">Fold that is tested, from 0; null without folds.</param>
/// <param name="Seed">Seed of the weights and of the order of slices.</param>
internal sealed record SweepJob(int Number, string Loss, int? Fold, int Seed)
{
    /// <summary>Folder of the run within the comparison, with forward slashes.</summary>
    public string Folder => FormattableString.Invariant($"{Loss}{(Fold is null ? "" : $"/fold-{Fold}")}/seed-{Seed}");

    /// <summary>State of the job when the file was written. The files in the job's folder decide.</summary>
    public JobState State { get; init; }

    /// <summary>Whether two jobs are the same run, whatever their number and state.</summary>
    public bool IsSameAs(SweepJob other) => (Loss, Fold, Seed) == (other.Loss, other.Fold, other.Seed);
}
