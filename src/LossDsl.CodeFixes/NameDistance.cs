namespace LossDsl.CodeFixes;

/// <summary>How far a name is from another: letters to change, or none where one is the initials of the other's words, as tp is of truePositives.</summary>
internal static class NameDistance
{
    /// <summary>The nearest of some names; null where none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> names) => names
        .Select(candidate => (candidate, distance: Compute(name, candidate)))
        .Where(c => 2 * c.distance <= Math.Max(name.Length, c.candidate.Length))
        .OrderBy(static c => c.distance)
        .Select(static c => c.candidate)
        .FirstOrDefault();

    public static int Compute(string name, string other) =>
        string.Equals(Initials(name), other, StringComparison.OrdinalIgnoreCase) ? 0 : Edits(name.ToLowerInvariant(), other.ToLowerInvariant());

    private static string Initials(string name) => string.Concat(name.Where((letter, i) => char.IsLetter(letter) && (i == 0 || char.IsUpper(letter) || name[i - 1] == '_')));

    // Levenshtein, a row at a time.
    private static int Edits(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var exchanged = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(exchanged, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
