namespace UNetTrainer.Runs;

/// <summary>Place of a test slice that a report shows: by rank of its Dice, or in the middle of the test slices.</summary>
internal enum SlicePlace
{
    /// <summary>Slice with the smallest Dice.</summary>
    Worst,

    /// <summary>Slice with the median Dice.</summary>
    Median,

    /// <summary>Slice with the largest Dice.</summary>
    Best,

    /// <summary>Slice in the middle of the test slices, whatever its Dice: the same slice for every loss with the same split.</summary>
    Middle,
}

/// <summary>Ranks test slices by the Dice of all classes together. Slices without foreground are left out, unless there are no others.</summary>
internal static class SliceRanking
{
    /// <summary>Returns the slice of each place; an empty dictionary if there are no slices.</summary>
    public static IReadOnlyDictionary<SlicePlace, SliceResult> Rank(IReadOnlyList<SliceResult> slices) => Places(slices).ToDictionary(static p => p.Key, p => slices[p.Value]);

    /// <summary>Returns the number of the slice of each place; an empty dictionary if there are no slices.</summary>
    public static IReadOnlyDictionary<SlicePlace, int> Places(IReadOnlyList<SliceResult> slices)
    {
        var all = slices.Select(static (s, number) => (s.Pooled, Number: number)).ToArray();
        var shown = all.Where(static s => s.Pooled.HasForeground).ToArray() is { Length: > 0 } some ? some : all;
        if (shown.Length == 0)
        {
            return new Dictionary<SlicePlace, int>();
        }

        var ranked = shown.OrderBy(static s => s.Pooled.Dice).ToArray();
        return new Dictionary<SlicePlace, int>
        {
            [SlicePlace.Worst] = ranked[0].Number,
            [SlicePlace.Median] = ranked[ranked.Length / 2].Number,
            [SlicePlace.Best] = ranked[^1].Number,
            [SlicePlace.Middle] = shown[shown.Length / 2].Number,
        };
    }

    /// <summary>Returns the file name of the picture of a place in a run folder.</summary>
    public static string Picture(SlicePlace place) => $"slice-{place.ToString().ToLowerInvariant()}.png";
}
