using System.Text.Json.Serialization;

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
    /// <summary>Number of the setting that the job tries, from 0; null where nothing is tuned.</summary>
    public int? Setting { get; init; }

    /// <summary>Setting that the job tries; null where nothing is tuned.</summary>
    public Trial? Trial { get; init; }

    /// <summary>Folder of the run within the comparison, with forward slashes.</summary>
    public string Folder => FormattableString.Invariant($"{(Setting is null ? "" : "trials/")}{Loss}{(Fold is null ? "" : $"/fold-{Fold}")}{(Setting is null ? "" : $"/setting-{Setting}")}/seed-{Seed}");

    /// <summary>Job of the run that is tested: this one, or the one that takes over the chosen trial.</summary>
    [JsonIgnore]
    public SweepJob Tested => this with { Setting = null, Trial = null };

    /// <summary>State of the job when the file was written. The files in the job's folder decide.</summary>
    public JobState State { get; init; }

    /// <summary>Whether two jobs are the same run, whatever their number and state.</summary>
    public bool IsSameAs(SweepJob other) => (Loss, Fold, Seed, Setting) == (other.Loss, other.Fold, other.Seed, other.Setting);
}
