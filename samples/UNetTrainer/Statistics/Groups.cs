namespace UNetTrainer.Statistics;

/// <summary>
/// Groups of losses that the tests cannot tell apart, as a compact letter display: two losses share a letter exactly if their corrected p value is not below the level.
/// Source: Piepho 2004, Journal of Computational and Graphical Statistics 13(2), insert and absorb.
/// </summary>
/// <param name="Members">Indices of the losses in each group, ascending; the groups in order of their members.</param>
internal sealed record Groups(IReadOnlyList<IReadOnlyList<int>> Members)
{
    /// <summary>Computes the groups.</summary>
    /// <param name="count">Number of losses.</param>
    /// <param name="p">Corrected p value of a pair (i, j) with i below j. NaN tells nothing apart.</param>
    /// <param name="level">Level of the tests.</param>
    public static Groups Compute(int count, Func<int, int, double> p, double level = 0.05)
    {
        List<SortedSet<int>> groups = count > 0 ? [[.. Enumerable.Range(0, count)]] : [];
        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                groups = p(i, j) < level ? Separate(groups, i, j) : groups;
            }
        }

        return new([.. groups.Select(static g => g.ToArray()).OrderBy(static g => g, Comparer<int[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b)))]);
    }

    /// <summary>Returns the letters of a loss, e.g. <c>ab</c>; beyond 26 groups, their numbers joined by commas.</summary>
    public string Letters(int loss)
    {
        var own = Enumerable.Range(0, Members.Count).Where(g => Members[g].Contains(loss));
        return Members.Count <= 26 ? string.Concat(own.Select(static g => (char)('a' + g))) : string.Join(',', own.Select(static g => FormattableString.Invariant($"{g + 1}")));
    }

    private static List<SortedSet<int>> Separate(List<SortedSet<int>> groups, int i, int j)
    {
        var split = groups.SelectMany(g => g.Contains(i) && g.Contains(j) ? new[] { Without(g, i), Without(g, j) } : [g]).ToList();
        return [.. split.Where((g, at) => !split.Where((other, place) => place != at && g.IsSubsetOf(other) && (g.Count < other.Count || place < at)).Any())];
    }

    private static SortedSet<int> Without(SortedSet<int> group, int loss) => [.. group.Where(member => member != loss)];
}
