using System.Text.RegularExpressions;
using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>Groups cases that must stay in one part, such as the slices of a patient, which are near copies.</summary>
internal static class CaseGroups
{
    /// <summary>Rule by which the names of the files are guessed from.</summary>
    public const string Auto = "auto";

    /// <summary>Rule by which each case is a group of its own.</summary>
    public const string None = "none";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Returns the group of each case by the case's name. A case that is missing is a group of its own.</summary>
    /// <param name="rule">A regular expression, <c>FILE.csv:column</c>, <see cref="Auto"/> or <see cref="None"/>; null for none.</param>
    /// <param name="cases">Cases of the data set.</param>
    /// <param name="notes">Receives notes on a guess, and on cases without a group.</param>
    /// <exception cref="InputException">The rule is malformed, or fits no case.</exception>
    public static IReadOnlyDictionary<string, string> Find(string? rule, IReadOnlyList<Case> cases, DataNotes notes)
    {
        if (rule is null or None or Auto)
        {
            return rule == Auto ? GroupGuess.Find(cases, notes) : new Dictionary<string, string>();
        }

        var groups = TableOf(rule) is { } table ? ByColumn(table.Path, table.Column, cases) : ByPattern(rule, cases);
        if (groups.Count == 0)
        {
            throw new InputException($"--group '{rule}' fits no case, e.g. not '{cases[0].Name}'.");
        }

        var alone = cases.Where(c => !groups.ContainsKey(c.Name)).ToArray();
        notes.Add(alone.Length == 0 ? [] : [$"{alone.Length} of {cases.Count} cases have no group by --group '{rule}', e.g. '{alone[0].Name}': each is a group of its own."]);
        return groups;
    }

    private static (string Path, string Column)? TableOf(string rule)
    {
        var colon = rule.LastIndexOf(':');
        return colon > 0 && Path.GetExtension(rule[..colon]).ToLowerInvariant() is ".csv" or ".tsv" ? (rule[..colon], rule[(colon + 1)..]) : null;
    }

    private static Dictionary<string, string> ByColumn(string path, string name, IReadOnlyList<Case> cases)
    {
        var (table, lookup) = (CaseTable.Read(path, "--group"), new CaseLookup(cases));
        var column = Array.FindIndex(table.Header, h => h.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (column < 0)
        {
            throw new InputException($"'{path}' (--group) has no column '{name}'; it has {string.Join(", ", table.Header.Select(static h => $"'{h}'"))}.");
        }

        // Which column names the case is plain from the cases.
        var groups = new Dictionary<string, string>();
        foreach (var row in table.Rows)
        {
            foreach (var found in row.Where((_, i) => i != column).SelectMany(lookup.Find))
            {
                groups[found.Name] = row[column];
            }
        }

        return groups;
    }

    private static Dictionary<string, string> ByPattern(string pattern, IReadOnlyList<Case> cases)
    {
        try
        {
            var regex = new Regex(pattern, RegexOptions.CultureInvariant, Longest);
            return cases.Select(c => (c.Name, Group: GroupOf(regex, c.Name) ?? GroupOf(regex, c.ImagePath.Replace('\\', '/')))).Where(static c => c.Group is not null).ToDictionary(static c => c.Name, static c => c.Group!);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            throw new InputException($"--group '{pattern}' is no regular expression that can be used: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static string? GroupOf(Regex regex, string text) =>
        regex.Match(text) is { Success: true } match ? match.Groups.Values.Skip(1).FirstOrDefault(static g => g.Success)?.Value ?? match.Value : null;
}
