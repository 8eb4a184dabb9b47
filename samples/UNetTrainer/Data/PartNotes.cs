namespace UNetTrainer.Data;

/// <summary>Tells which parts of a split have no foreground, and what follows from it.</summary>
internal static class PartNotes
{
    /// <summary>Returns a note for each part without foreground.</summary>
    public static IEnumerable<string> List(Split split) =>
        new[] { (Name: "validation", Slices: split.Validation, Effect: "the best epoch cannot be told from others"), (Name: "test", Slices: split.Test, Effect: "test Dice is undefined") }
            .Where(static p => !p.Slices.Any(static s => s.Foreground > 0))
            .Select(static p => $"No {p.Name} slice has foreground: {p.Effect}. Choose another --seed or --split, or give more cases with foreground.");
}
