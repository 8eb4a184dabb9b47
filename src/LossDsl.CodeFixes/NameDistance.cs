namespace LossDsl.CodeFixes;

/// <summary>
/// Computes how similar two names are, to suggest a name for a misspelled parameter. The distance is the number of edited letters, or 0 for initials: tp is 0 from truePositives.
/// </summary>
internal static class NameDistance
{
    /// <summary>Returns the candidate with the smallest distance. Returns null if every distance exceeds half the length of the longer name.</summary>
    public static string? Nearest(string name, IEnumerable<string> names) => names
        .Select(candidate => (candidate, distance: Compute(name, candidate)))
        .Where(c => 2 * c.distance <= Math.Max(name.Length, c.candidate.Length))
        .OrderBy(static c => c.distance)
        .Select(static c => c.candidate)
        .FirstOrDefault();

    /// <summary>Computes the Levenshtein distance without case; 0 if <paramref name="other"/> consists of the initials of the words in <paramref name="name"/>.</summary>
    public static int Compute(string name, string other) =>
        string.Equals(Initials(name), other, StringComparison.OrdinalIgnoreCase) ? 0 : Edits(name.ToLowerInvariant(), other.ToLowerInvariant());

    private static string Initials(string name) => string.Concat(name.Where((letter, i) => char.IsLetter(letter) && (i == 0 || char.IsUpper(letter) || name[i - 1] == '_')));

    // Levenshtein distance. One row of the table suffices at a time.
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
