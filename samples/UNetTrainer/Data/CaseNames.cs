namespace UNetTrainer.Data;

/// <summary>Makes the names of cases unique: images of one name in different folders get the names of the folders in front, as in <c>case_1/imaging</c>.</summary>
internal static class CaseNames
{
    /// <summary>Returns the cases with unique names. A name that is unique already stays as it is.</summary>
    public static IReadOnlyList<Case> MakeUnique(IReadOnlyList<Case> cases)
    {
        var names = cases.Select(static c => c.Name).ToArray();
        var folders = cases.Select(static c => Path.GetDirectoryName(Path.GetFullPath(c.ImagePath))).ToArray();
        while (Repeated(names) is { Count: > 0 } repeated && repeated.Any(i => !string.IsNullOrEmpty(Path.GetFileName(folders[i]))))
        {
            foreach (var i in repeated)
            {
                names[i] = $"{Path.GetFileName(folders[i])}/{names[i]}";
                folders[i] = Path.GetDirectoryName(folders[i]);
            }
        }

        return [.. cases.Zip(names, static (c, name) => c with { Name = name })];
    }

    private static List<int> Repeated(string[] names)
    {
        var counts = names.CountBy(static n => n).ToDictionary();
        return [.. Enumerable.Range(0, names.Length).Where(i => counts[names[i]] > 1)];
    }
}
