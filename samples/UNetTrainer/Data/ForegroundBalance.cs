namespace UNetTrainer.Data;

/// <summary>Gives every part foreground where the data allow it: without it a part's Dice is undefined.</summary>
internal static class ForegroundBalance
{
    // Foreground in a tenth of a volume's slices is found within some ten tries.
    private const int MostTries = 300;

    private const int AllParts = 4;

    /// <summary>Swaps a group with foreground into each part that has none, from a part that has several; into training from any. Parts keep their lengths.</summary>
    /// <param name="parts">Slices of the groups of each part, training first; changed in place.</param>
    public static void Swap(IReadOnlyList<Slice>[][] parts)
    {
        foreach (var poor in parts.Where(static p => p.Length > 0 && !p.Any(HasForeground)))
        {
            var rich = parts.MaxBy(static p => p.Count(HasForeground))!;
            if (rich.Count(HasForeground) > (poor == parts[0] ? 0 : 1))
            {
                var given = Array.FindLastIndex(rich, HasForeground);
                (poor[0], rich[given]) = (rich[given], poor[0]);
            }
        }
    }

    /// <summary>Returns the layout in which training and most other parts have foreground: the given one, if nothing is better.</summary>
    /// <param name="blocks">Layout to improve.</param>
    /// <param name="slices">Slices that the layout divides.</param>
    /// <param name="next">Function that returns other layouts.</param>
    public static IReadOnlyList<Block> Improve(IReadOnlyList<Block> blocks, IReadOnlyList<Slice> slices, Func<IReadOnlyList<Block>> next)
    {
        var (best, count) = (blocks, Parts(blocks));
        for (var tries = 0; tries < MostTries && count < AllParts && slices.Any(static s => s.Foreground > 0); tries++)
        {
            var other = next();
            (best, count) = Parts(other) > count ? (other, Parts(other)) : (best, count);
        }

        return best;

        // Training counts twice, because nothing is learnt without it.
        int Parts(IEnumerable<Block> layout) => layout.Where(b => slices.Skip(b.Start).Take(b.Length).Any(static s => s.Foreground > 0)).Select(static b => b.Part).Distinct().Sum(static p => p == Part.Training ? 2 : 1);
    }

    private static bool HasForeground(IReadOnlyList<Slice> slices) => slices.Any(static s => s.Foreground > 0);
}
