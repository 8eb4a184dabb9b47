using System.ComponentModel.DataAnnotations;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Settings of the data: which images are used, and how volumes are cut into slices and split.</summary>
internal sealed record DataSettings
{
    /// <summary>Image files, one to one with <see cref="Masks"/>.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Mask files.</summary>
    public IReadOnlyList<string> Masks { get; init; } = [];

    /// <summary>Folder of image files, whose masks lie in <see cref="MaskFolder"/> under the same names.</summary>
    public string? ImageFolder { get; init; }

    /// <summary>Folder of mask files.</summary>
    public string? MaskFolder { get; init; }

    /// <summary>Folder of the Neurofeedback Skull-stripped repository.</summary>
    public string? Nfbs { get; init; }

    /// <summary>Task folder of the Medical Segmentation Decathlon.</summary>
    public string? Decathlon { get; init; }

    /// <summary>File that says which labels of a mask make which class. Null: a mask has one class, or those that the layout names.</summary>
    public string? Labels { get; init; }

    /// <summary>
    /// Dimension that slices are cut across. Coronal slices of the bundled head change steadily from one to the next; axial ones have,
    /// near the skull base, blocks like no other, so that the test would depend on where its blocks happen to lie.
    /// </summary>
    [EnumDataType(typeof(Axis))]
    public Axis Axis { get; init; } = Axis.Y;

    /// <summary>Shares of training, validation and test.</summary>
    public SplitFractions Split { get; init; } = SplitFractions.Default;

    /// <summary>Number of slices left out between blocks of different parts of one volume.</summary>
    [Range(0, 1000)]
    public int Gap { get; init; } = 2;

    /// <summary>Treatment of training slices without foreground.</summary>
    [EnumDataType(typeof(EmptySlices))]
    public EmptySlices EmptySlices { get; init; } = EmptySlices.Keep;

    /// <summary>Megabytes of volumes that are kept in memory. Further volumes are read from files in <see cref="Cache"/>, slice by slice.</summary>
    [Range(0, int.MaxValue)]
    public int Memory { get; init; } = 4096;

    /// <summary>Folder for slices that are not in memory; files stay from one run to the next.</summary>
    public string Cache { get; init; } = Path.Combine(Path.GetTempPath(), "unet-trainer");

    /// <summary>Whether colours become grey. Otherwise they are three channels.</summary>
    public bool Grey { get; init; }

    /// <summary>Whether masks are taken from the alpha channel of pictures.</summary>
    public bool AlphaMasks { get; init; }

    /// <summary>Whether any images are named. Otherwise the bundled head is used.</summary>
    public bool HasSource => Layouts.Any(static l => l.IsGiven);

    private (string Option, bool IsGiven, Func<IReadOnlyList<Case>> Cases)[] Layouts =>
    [
        ("--image and --mask", Images.Count + Masks.Count > 0, () => CaseSources.Pairs(Images, Masks)),
        ("--image-folder and --mask-folder", (ImageFolder ?? MaskFolder) is not null, () => FolderPairs.Find(Both(ImageFolder), Both(MaskFolder))),
        ("--nfbs", Nfbs is not null, () => CaseSources.Nfbs(Nfbs!)),
        ("--decathlon", Decathlon is not null, () => Data.Decathlon.Open(Decathlon!).Cases),
    ];

    /// <summary>Reads the cases and splits their slices.</summary>
    /// <exception cref="InputException">Something that was named is missing, malformed or too small.</exception>
    public Split Load(int seed) => Divide(Read(), seed);

    /// <summary>Reads the cases.</summary>
    /// <exception cref="InputException">Something that was named is missing or malformed.</exception>
    public IReadOnlyList<ISliceSource> Read()
    {
        var cases = Cases();
        if (cases.CountBy(static c => Path.GetFullPath(c.ImagePath)).FirstOrDefault(static c => c.Value > 1) is { Value: > 1 } twice)
        {
            throw new InputException($"'{twice.Key}' is given {twice.Value} times; it would be trained on and tested on.");
        }

        var store = new SliceStore(Axis, ReadLabels(), new(Grey, AlphaMasks), Memory * 1_000_000L, Cache);
        return store.LoadAll(cases);
    }

    /// <summary>Splits the slices of cases that were read.</summary>
    /// <exception cref="InputException">There are too few slices.</exception>
    public Split Divide(IReadOnlyList<ISliceSource> cases, int seed) =>
        Data.Split.Create([.. cases.Select(static c => Slice.All(c).ToArray())], Split, Gap, EmptySlices, seed) with { Labels = ReadLabels(), Cache = Cache };

    /// <summary>Returns the map from values of the masks to classes.</summary>
    /// <exception cref="InputException">The file of the labels is missing or malformed.</exception>
    public LabelMap ReadLabels() => (Labels, Decathlon) switch
    {
        (not null, _) => LabelMap.Read(Labels),
        (null, not null) => Data.Decathlon.Open(Decathlon).Labels,
        _ => LabelMap.Binary,
    };

    private IReadOnlyList<Case> Cases()
    {
        var given = Layouts.Where(static l => l.IsGiven).ToArray();
        return given.Length switch
        {
            0 => CaseSources.Bundled(),
            1 => given[0].Cases(),
            _ => throw new InputException($"{string.Join(", ", given.Select(static l => l.Option))}: one of these was expected, not both."),
        };
    }

    private static string Both(string? folder) =>
        folder ?? throw new InputException("--image-folder and --mask-folder: both were expected; masks may lie in the images' folder under names that end with _mask.");
}
