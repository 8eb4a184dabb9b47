namespace UNetTrainer.Runs;

/// <summary>What makes a test slice worth looking at.</summary>
internal enum SlicePlace
{
    /// <summary>The smallest Dice.</summary>
    Worst,

    /// <summary>As many slices are better as are worse.</summary>
    Median,

    /// <summary>The largest Dice.</summary>
    Best,

    /// <summary>The middle of the test slices, whatever its Dice: the same for every loss with the same split.</summary>
    Middle,
}

/// <summary>Ranks test slices by Dice; those without foreground only where there are no others.</summary>
internal static class SliceRanking
{
    /// <summary>The slices of all places; none where there is no slice.</summary>
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

    /// <summary>The picture's file in a run folder.</summary>
    public static string Picture(SlicePlace place) => $"slice-{place.ToString().ToLowerInvariant()}.png";
}
