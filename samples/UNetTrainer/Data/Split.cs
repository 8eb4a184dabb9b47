using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>
/// Slices for training, validation and test. No slice is in two parts. With a gap of at least 1, no part holds a neighbour of another part's slice,
/// because neighbouring slices are near copies. Three volumes or more are split by volume (<see cref="ByVolume"/>), fewer in blocks (<see cref="InBlocks"/>).
/// </summary>
internal sealed record Split(IReadOnlyList<Slice> Training, IReadOnlyList<Slice> Validation, IReadOnlyList<Slice> Test)
{
    private const int FewestVolumes = 3;

    /// <summary>Folder for files with maps of the slices, which a run keeps until its end.</summary>
    public string Cache { get; init; } = Path.GetTempPath();

    /// <summary>Map from values of masks to classes, with the names of the classes.</summary>
    public LabelMap Labels { get; init; } = LabelMap.Binary;

    /// <summary>Splits the slices of several volumes.</summary>
    /// <param name="volumes">Slices of each volume in order.</param>
    /// <param name="fractions">Shares of the parts.</param>
    /// <param name="gap">Number of slices left out between blocks of different parts, where volumes are split in blocks.</param>
    /// <param name="empty">Treatment of training slices without foreground.</param>
    /// <param name="seed">Seed of the split; the same seed gives the same split.</param>
    /// <exception cref="InputException">There are too few slices, or no training slice has foreground.</exception>
    public static Split Create(IReadOnlyList<IReadOnlyList<Slice>> volumes, SplitFractions fractions, int gap, EmptySlices empty, int seed)
    {
        var random = new Random(seed);
        var scanned = volumes.Select(static slices => slices.SkipWhile(static s => s.IsBlank).Reverse().SkipWhile(static s => s.IsBlank).Reverse().ToArray()).ToArray();
        var split = scanned.Length >= FewestVolumes
            ? ByVolume(scanned, fractions, random)
            : Concat(scanned.Select(slices => InBlocks(slices, fractions, gap, random)));
        return split.WithoutEmpty(empty);
    }

    private static Split ByVolume(IReadOnlyList<Slice>[] volumes, SplitFractions fractions, Random random)
    {
        var order = volumes.ToArray();
        random.Shuffle(order);
        var (training, validation, _) = fractions.Divide(order.Length);
        return new(
            [.. order.Take(training).SelectMany(static v => v)],
            [.. order.Skip(training).Take(validation).SelectMany(static v => v)],
            [.. order.Skip(training + validation).SelectMany(static v => v)]);
    }

    private static Split InBlocks(IReadOnlyList<Slice> slices, SplitFractions fractions, int gap, Random random)
    {
        var blocks = Blocks.Layout(slices.Count, fractions, gap, random);
        return new(Select(Part.Training), Select(Part.Validation), Select(Part.Test));

        Slice[] Select(Part part) => [.. blocks.Where(b => b.Part == part).SelectMany(b => slices.Skip(b.Start).Take(b.Length))];
    }

    private static Split Concat(IEnumerable<Split> splits)
    {
        var all = splits.ToArray();
        return new([.. all.SelectMany(static s => s.Training)], [.. all.SelectMany(static s => s.Validation)], [.. all.SelectMany(static s => s.Test)]);
    }

    private Split WithoutEmpty(EmptySlices empty)
    {
        var training = empty == EmptySlices.Keep ? Training : [.. Training.Where(static s => s.Foreground > 0)];
        return training.Any(static s => s.Foreground > 0)
            ? this with { Training = training }
            : throw new InputException("No training slice has foreground: choose another --axis, --split or --seed.");
    }
}
