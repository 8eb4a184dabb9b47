using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>Assigns cases to the parts that a file gives.</summary>
internal static class GivenSplit
{
    /// <summary>Returns the slices of each part.</summary>
    /// <param name="given">Names of cases or groups with their parts.</param>
    /// <param name="cases">Cases of the data set.</param>
    /// <param name="volumes">Slices of each case that could be loaded, by the case's name.</param>
    /// <param name="groups">Groups of cases, which may be named instead of the cases.</param>
    /// <param name="notes">Receives notes on cases in no part, and on a missing test part.</param>
    /// <exception cref="InputException">A name fits no case or several, a case has two parts, or a part is empty.</exception>
    public static Split Create(IReadOnlyList<(string Name, Part Part)> given, IReadOnlyList<Case> cases, IReadOnlyDictionary<string, IReadOnlyList<Slice>> volumes, IReadOnlyDictionary<string, string> groups, DataNotes notes)
    {
        var (lookup, parts) = (new CaseLookup(cases), new Dictionary<string, Part>());
        foreach (var (name, part) in given)
        {
            foreach (var found in Find(name, lookup, groups))
            {
                if (!parts.TryAdd(found, part) && parts[found] != part)
                {
                    throw new InputException($"--split-file gives case '{found}' to {Word(parts[found])} and to {Word(part)}; one part was expected.");
                }
            }
        }

        var left = cases.Where(c => !parts.ContainsKey(c.Name)).Select(static c => c.Name).ToArray();
        notes.Add(left.Length == 0 ? [] : [$"{left.Length} of {cases.Count} cases are in no part of --split-file and are not used, e.g. '{left[0]}'."]);
        var split = new Split(Slices(Part.Training), Slices(Part.Validation), Slices(Part.Test));
        if (split.Training.Count == 0 || split.Validation.Count == 0)
        {
            throw new InputException($"--split-file has no {(split.Training.Count == 0 ? "training" : "validation")} case that can be used; train and val were expected.");
        }

        // A fold of nnU-Net has no test cases.
        notes.Add(split.Test.Count > 0 ? [] : ["--split-file has no test case: the validation cases are tested, by the network of the epoch that is best for them."]);
        return split.Test.Count > 0 ? split : split with { Test = split.Validation };

        Slice[] Slices(Part part) => [.. cases.Where(c => parts.TryGetValue(c.Name, out var p) && p == part).SelectMany(c => volumes.GetValueOrDefault(c.Name) ?? [])];
    }

    private static IEnumerable<string> Find(string name, CaseLookup lookup, IReadOnlyDictionary<string, string> groups)
    {
        var found = lookup.Find(name).Select(static c => c.Name).ToArray();
        var members = found.Length > 0 ? found : [.. groups.Where(g => g.Value == name).Select(static g => g.Key)];
        return found.Length <= 1 && members.Length > 0
            ? members
            : throw new InputException($"--split-file names '{name}', which {(members.Length == 0 ? "no case" : $"{found.Length} cases")} of the data set {(members.Length == 0 ? "has" : "have")}.");
    }

    private static string Word(Part part) => part.ToString().ToLowerInvariant();
}
