namespace UNetTrainer.Training;

/// <summary>Number and sizes of the training batches of an epoch. Batches are smaller than asked for if there are few slices.</summary>
/// <param name="Count">Number of batches.</param>
/// <param name="Fewest">Number of slices in the smallest batch.</param>
/// <param name="Most">Number of slices in the largest batch.</param>
/// <param name="Limit">Largest number of slices in a batch that the settings allow.</param>
internal sealed record BatchSizes(int Count, int Fewest, int Most, int Limit)
{
    /// <summary>Returns the sizes as text, e.g. <c>3 to 4 slices (at most 32), 13 batches an epoch</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{(Fewest == Most ? "" : $"{Fewest} to ")}{Most} {(Most == 1 ? "slice" : "slices")}{(Most < Limit ? $" (at most {Limit})" : "")}, {Count} {(Count == 1 ? "batch" : "batches")} an epoch");
}
