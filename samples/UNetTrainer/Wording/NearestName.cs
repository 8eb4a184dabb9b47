namespace UNetTrainer.Wording;

/// <summary>Finds the name that somebody meant who wrote another.</summary>
internal static class NearestName
{
    /// <summary>Returns a sentence that asks for the nearest names, with a space before it; empty if no name is near.</summary>
    public static string Ask(string given, IEnumerable<string> names)
    {
        var near = Near(given, names).Take(3).Select(static n => $"'{n}'").ToArray();
        return near.Length == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
    }

    /// <summary>Returns the names that are near, the nearest first: those that differ by few letters, else those whose initials are meant, else those that hold what was given, or are held.</summary>
    private static IEnumerable<string> Near(string given, IEnumerable<string> names)
    {
        var (word, all) = (given.ToLowerInvariant(), names.ToArray());
        var spelled = all.Select(n => (Name: n, Distance: Distance(word, n.ToLowerInvariant()))).Where(n => n.Distance <= Math.Max(1, Letters(word).Length / 3)).ToArray();
        if (spelled.Length > 0)
        {
            var least = spelled.Min(static n => n.Distance);
            return spelled.Where(n => n.Distance == least).Select(static n => n.Name);
        }

        var initials = all.Where(n => n.Contains('-', StringComparison.Ordinal) && string.Concat(n.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(static w => w[0])) == Letters(word));
        var held = all.Where(n => Letters(word).Length > 2 && (Letters(n).Contains(Letters(word), StringComparison.Ordinal) || Letters(word).Contains(Letters(n), StringComparison.Ordinal)));
        return initials.Concat(held.OrderBy(static n => n.Length)).Distinct();
    }

    private static string Letters(string name) => string.Concat(name.ToLowerInvariant().Where(char.IsLetterOrDigit));

    // Levenshtein distance, in which two neighbouring letters that changed places count once (Damerau).
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 || j == 0 ? i + j : Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
