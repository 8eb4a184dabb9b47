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

/// <summary>Ranks test slices by Dice. Slices without foreground are left out, unless there are no others.</summary>
internal static class SliceRanking
{
    /// <summary>Returns the slice of each place; an empty dictionary if there are no slices.</summary>
    public static IReadOnlyDictionary<SlicePlace, SliceResult> Rank(IReadOnlyList<SliceResult> slices)
    {
        var shown = slices.Where(static s => s.Confusion.TruePositives + s.Confusion.FalseNegatives > 0).ToArray();
        shown = shown.Length > 0 ? shown : [.. slices];
        if (shown.Length == 0)
        {
            return new Dictionary<SlicePlace, SliceResult>();
        }

        var ranked = shown.OrderBy(static s => s.Confusion.Dice).ToArray();
        return new Dictionary<SlicePlace, SliceResult>
        {
            [SlicePlace.Worst] = ranked[0],
            [SlicePlace.Median] = ranked[ranked.Length / 2],
            [SlicePlace.Best] = ranked[^1],
            [SlicePlace.Middle] = shown[shown.Length / 2],
        };
    }

    /// <summary>Returns the file name of the picture of a place in a run folder.</summary>
    public static string Picture(SlicePlace place) => $"slice-{place.ToString().ToLowerInvariant()}.png";
}
