using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>Loads the cases of a data set. What is wrong with any of them is told at once.</summary>
internal static class CaseLoader
{
    /// <summary>Loads the cases in order.</summary>
    /// <param name="cases">Cases to load.</param>
    /// <param name="store">Store that keeps the slices.</param>
    /// <param name="skip">Whether cases that cannot be read are left out.</param>
    /// <param name="notes">Receives a note on the cases that were left out.</param>
    /// <exception cref="InputException">Cases cannot be read, and are not to be skipped; or none can be read.</exception>
    public static IReadOnlyList<ISliceSource> Load(IReadOnlyList<Case> cases, SliceStore store, bool skip, DataNotes notes)
    {
        var (loaded, refused) = (new List<ISliceSource>(), new List<CaseException>());
        foreach (var files in cases)
        {
            try
            {
                loaded.Add(store.Load(files));
            }
            catch (CaseException e)
            {
                refused.Add(e);
            }
        }

        if (refused.Count > 0 && (!skip || loaded.Count == 0))
        {
            throw refused.Count == 1 ? refused[0] : new InputException($"{refused.Count} of {cases.Count} cases cannot be used: {Reasons(refused)} Mend them, or go on without them by --skip-unreadable.");
        }

        notes.Add(refused.Count == 0 ? [] : [$"{refused.Count} of {cases.Count} cases are left out (--skip-unreadable): {Reasons(refused)}"]);
        notes.Add(store.Notes);
        DataCheck.Run(loaded);
        return loaded;
    }

    private static string Reasons(IEnumerable<CaseException> refused) => string.Join(" ", refused.Select(static e => e.Message).Distinct());
}
