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

    /// <summary>Group of each case by the case's name, such as the patient of a slice. A case that is missing is a group of its own.</summary>
    public IReadOnlyDictionary<string, string> Groups { get; init; } = new Dictionary<string, string>();

    /// <summary>What a user should know about the data before training.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Splits the slices of several volumes.</summary>
    /// <param name="volumes">Slices of each volume in order.</param>
    /// <param name="fractions">Shares of the parts.</param>
    /// <param name="gap">Number of slices left out between blocks of different parts, where volumes are split in blocks.</param>
    /// <param name="empty">Treatment of training slices without foreground.</param>
    /// <param name="seed">Seed of the split; the same seed gives the same split.</param>
    /// <param name="groups">Groups of volumes that stay in one part; null if each volume is its own.</param>
    /// <param name="balanced">Whether each part gets foreground where the data allow it.</param>
    /// <exception cref="InputException">There are too few slices, or no training slice has foreground.</exception>
    public static Split Create(IReadOnlyList<IReadOnlyList<Slice>> volumes, SplitFractions fractions, int gap, EmptySlices empty, int seed, VolumeGroups? groups = null, bool balanced = false)
    {
        var random = new Random(seed);
        var scanned = volumes.Select(Scanned).ToArray();
        var together = (groups ?? VolumeGroups.Single).Divide(scanned);
        var split = together.Count >= FewestVolumes
            ? ByVolume(together.Select(static g => g.SelectMany(static v => v).ToArray()), fractions, random, balanced)
            : Concat(together.SelectMany(VolumeGroups.Sequences).Select(slices => InBlocks(slices, fractions, gap, random, balanced)));
        return split.WithoutEmpty(empty);
    }

    /// <summary>Returns the slices of a volume without the blank ones at its ends. A picture may well be blank.</summary>
    public static IReadOnlyList<Slice> Scanned(IReadOnlyList<Slice> slices) => slices.Count == 1
        ? slices
        : [.. slices.SkipWhile(static s => s.IsBlank).Reverse().SkipWhile(static s => s.IsBlank).Reverse()];

    /// <summary>Returns the SHA-256 over the names of the slices of each part, which tells whether two splits are the same.</summary>
    public string Hash() => DataHash.Of(new[] { Training, Validation, Test }.Select(static part => string.Join(' ', part.Select(static s => s.Name).Order(StringComparer.Ordinal))));

    /// <summary>Leaves training slices without foreground out, if they are not wanted.</summary>
    /// <exception cref="InputException">No training slice has foreground.</exception>
    public Split WithoutEmpty(EmptySlices empty)
    {
        var training = empty == EmptySlices.Keep ? Training : [.. Training.Where(static s => s.Foreground > 0)];
        return training.Any(static s => s.Foreground > 0)
            ? this with { Training = training }
            : throw new InputException(Validation.Concat(Test).Any(static s => s.Foreground > 0)
                ? "No training slice has foreground: choose another --axis, --split or --seed."
                : "No mask has a pixel of foreground: there is nothing to learn. Other masks were expected, or --labels that name their labels.");
    }

    private static Split ByVolume(IEnumerable<IReadOnlyList<Slice>> groups, SplitFractions fractions, Random random, bool balanced)
    {
        var order = groups.ToArray();
        random.Shuffle(order);
        var (training, validation, _) = fractions.Divide(order.Length);
        IReadOnlyList<Slice>[][] parts = [order[..training], order[training..(training + validation)], order[(training + validation)..]];
        if (balanced)
        {
            ForegroundBalance.Swap(parts);
        }

        return new([.. parts[0].SelectMany(static v => v)], [.. parts[1].SelectMany(static v => v)], [.. parts[2].SelectMany(static v => v)]);
    }

    private static Split InBlocks(IReadOnlyList<Slice> slices, SplitFractions fractions, int gap, Random random, bool balanced)
    {
        var blocks = Blocks.Layout(slices.Count, fractions, gap, random);
        if (balanced)
        {
            blocks = ForegroundBalance.Improve(blocks, slices, () => Blocks.Layout(slices.Count, fractions, gap, random, uneven: true));
        }

        return new(Select(Part.Training), Select(Part.Validation), Select(Part.Test));

        Slice[] Select(Part part) => [.. blocks.Where(b => b.Part == part).SelectMany(b => slices.Skip(b.Start).Take(b.Length))];
    }

    private static Split Concat(IEnumerable<Split> splits)
    {
        var all = splits.ToArray();
        return new([.. all.SelectMany(static s => s.Training)], [.. all.SelectMany(static s => s.Validation)], [.. all.SelectMany(static s => s.Test)]);
    }
}
