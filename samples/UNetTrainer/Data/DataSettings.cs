using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
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

    /// <summary>Label whose pixels are in no loss and no metric; null for those that the layout names.</summary>
    public int? IgnoreLabel { get; init; }

    /// <summary>Whether cases that cannot be read are left out.</summary>
    public bool SkipUnreadable { get; init; }

    /// <summary>Rule by which cases stay together (<see cref="CaseGroups"/>). Null, as in runs of before, for none.</summary>
    public string? Group { get; init; }

    /// <summary>File that says which case belongs to which part. Null: <see cref="Split"/> and a seed decide.</summary>
    public string? SplitFile { get; init; }

    /// <summary>Number of the fold from 0: in <see cref="SplitFile"/>, or of <see cref="Folds"/>, where it is the one that is tested.</summary>
    [Range(0, int.MaxValue)]
    public int? Fold { get; init; }

    /// <summary>Number of folds into which the groups of cases are dealt (<see cref="CaseFolds"/>); null for one split into parts.</summary>
    [Range(2, 1000)]
    public int? Folds { get; init; }

    /// <summary>Seed of the split; null for the seed of the run.</summary>
    [Range(0, int.MaxValue)]
    public int? SplitSeed { get; init; }

    /// <summary>Whether each part gets foreground where the data allow it. False in runs of before, so that they keep their split.</summary>
    public bool Balanced { get; init; }

    /// <summary>
    /// World axis that slices are cut across. Coronal slices of the bundled head change steadily from one to the next; axial ones have,
    /// near the skull base, blocks like no other, so that the test would depend on where its blocks happen to lie.
    /// </summary>
    [EnumDataType(typeof(Axis))]
    public Axis Axis { get; init; } = Axis.Y;

    /// <summary>Spacing to which volumes are resampled; null before <see cref="Resolve"/>, and where no file states a spacing.</summary>
    public VoxelSpacing? Spacing { get; init; }

    /// <summary>Whether image and mask are laid on each other voxel by voxel, whatever their geometry says.</summary>
    public bool IgnoreGeometry { get; init; }

    /// <summary>Whether voxels are used in the order and at the spacing of the file, as by runs from before orientation was followed.</summary>
    public bool StoredOrder { get; init; }

    /// <summary>Number from 0 of the volume of images in four dimensions; null if each must hold one.</summary>
    [Range(0, int.MaxValue)]
    public int? Volume { get; init; }

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

    /// <summary>Rules by which the grid of a file becomes that of the network.</summary>
    [JsonIgnore]
    public GridRules Grid => new() { Spacing = Spacing, IgnoreGeometry = IgnoreGeometry, StoredOrder = StoredOrder, Volume = Volume, Pictures = new(Grey, AlphaMasks) };

    /// <summary>Whether colours become grey. Otherwise they are three channels.</summary>
    public bool Grey { get; init; }

    /// <summary>Whether masks are taken from the alpha channel of pictures.</summary>
    public bool AlphaMasks { get; init; }

    /// <summary>Whether both bundled heads are used where no images are named, rather than one.</summary>
    public bool BothHeads { get; init; }

    /// <summary>Whether any images are named. Otherwise the bundled head is used.</summary>
    public bool HasSource => Layouts.Any(static l => l.IsGiven);

    private (string Option, bool IsGiven, Func<IReadOnlyList<Case>> Cases)[] Layouts =>
    [
        ("--image and --mask", Images.Count + Masks.Count > 0, () => CaseSources.Pairs(Images, Masks)),
        ("--image-folder and --mask-folder", (ImageFolder ?? MaskFolder) is not null, () => FolderPairs.Find(Both(ImageFolder), Both(MaskFolder))),
        ("--nfbs", Nfbs is not null, () => CaseSources.Nfbs(Nfbs!)),
        ("--decathlon", Decathlon is not null, () => Data.Decathlon.Open(Decathlon!).Cases),
    ];

    /// <summary>Returns the settings with the spacing to which all cases are resampled: the one given, or the median of the cases.</summary>
    public DataSettings Resolve() => StoredOrder ? this : this with { Spacing = Spacing ?? Survey().Median };

    /// <summary>Says what is done so that all cases have one orientation and spacing; empty if nothing need be done.</summary>
    public IReadOnlyList<string> GridNotes() => StoredOrder
        ? ["This run is from before orientation and spacing were followed: its images are used as they are stored."]
        : Survey().Notes(Spacing);

    /// <summary>Returns these settings with the grid, the axis and the classes of a run, so that its network sees what it was trained on.</summary>
    public DataSettings PreparedAs(DataSettings run) => this with { Axis = run.Axis, Spacing = run.Spacing, StoredOrder = run.StoredOrder, Volume = Volume ?? run.Volume, Labels = Labels ?? run.Labels, IgnoreLabel = IgnoreLabel ?? run.IgnoreLabel };

    /// <summary>Reads the cases and splits their slices.</summary>
    /// <exception cref="InputException">Something that was named is missing, malformed or too small.</exception>
    public Split Load(int seed)
    {
        var notes = new DataNotes();
        return Divide(Read(notes), seed, notes);
    }

    /// <summary>Reads the cases.</summary>
    /// <param name="notes">Receives what a user should know about the data.</param>
    /// <exception cref="InputException">Something that was named is missing or malformed.</exception>
    public IReadOnlyList<ISliceSource> Read(DataNotes? notes = null)
    {
        var (cases, told) = (Cases(), notes ?? new());
        if (cases.SelectMany(static c => c.ImagePaths).CountBy(Path.GetFullPath).FirstOrDefault(static c => c.Value > 1) is { Value: > 1 } twice)
        {
            throw new InputException($"'{twice.Key}' is given {twice.Value} times; it would be trained on and tested on.");
        }

        told.Add(GridNotes());
        told.Add(Labels is null && Decathlon is not null ? Data.Decathlon.Open(Decathlon).Notes : []);
        var labels = MaskSurvey.Run(cases, ReadLabels(), Grid.Pictures, told);
        return CaseLoader.Load(cases, new(Axis, labels, Grid, Memory * 1_000_000L, Cache), SkipUnreadable, told);
    }

    /// <summary>Splits the slices of cases that were read.</summary>
    /// <param name="cases">Cases that were read.</param>
    /// <param name="seed">Seed of the run, which is that of the split without <see cref="SplitSeed"/>.</param>
    /// <param name="notes">Notes of the reading, to which those of the split are added.</param>
    /// <exception cref="InputException">There are too few slices, or the groups or the file of the split do not fit the cases.</exception>
    public Split Divide(IReadOnlyList<ISliceSource> cases, int seed, DataNotes? notes = null)
    {
        var (files, told) = (Cases(), notes ?? new());
        var volumes = cases.Select(static c => (IReadOnlyList<Slice>)[.. Slice.All(c)]).ToArray();
        var groups = CaseGroups.Find(SplitFile is null ? Group : Group == CaseGroups.Auto ? null : Group, files, told);
        var split = Folds is { } folds ? new CaseFolds(folds, Split, Gap, SplitSeed ?? seed).Create(volumes, new(groups), Fold ?? 0).WithoutEmpty(EmptySlices)
            : SplitFile is null ? Data.Split.Create(volumes, Split, Gap, EmptySlices, SplitSeed ?? seed, new(groups), Balanced)
            : GivenSplit.Create(Data.SplitFile.Read(SplitFile, Fold), files, volumes.ToDictionary(static v => v[0].Source.Name, Data.Split.Scanned), groups, told).WithoutEmpty(EmptySlices);
        told.Add(PartNotes.List(split));
        return split with { Labels = ReadLabels(), Cache = Cache, Notes = told.Lines, Groups = groups };
    }

    /// <summary>Returns the map from values of the masks to classes.</summary>
    /// <exception cref="InputException">The file of the labels is missing or malformed.</exception>
    public LabelMap ReadLabels()
    {
        var labels = (Labels, Decathlon) switch
        {
            (not null, _) => LabelFile.Read(Labels),
            (null, not null) => Data.Decathlon.Open(Decathlon).Labels,
            _ => LabelMap.Binary,
        };
        return IgnoreLabel is { } ignored ? labels.Ignoring(ignored) : labels;
    }

    /// <summary>Returns the SHA-256 of images and masks.</summary>
    public string Hash() => DataHash.Compute(Cases());

    private GridSurvey Survey() => GridSurvey.Read([.. Cases().Select(static c => c.ImagePath)]);

    private IReadOnlyList<Case> Cases()
    {
        var given = Layouts.Where(static l => l.IsGiven).ToArray();
        return given.Length switch
        {
            0 => CaseSources.Bundled(BothHeads),
            1 => CaseNames.MakeUnique(given[0].Cases()),
            _ => throw new InputException($"{string.Join(", ", given.Select(static l => l.Option))}: one of these was expected, not both."),
        };
    }

    private static string Both(string? folder) =>
        folder ?? throw new InputException("--image-folder and --mask-folder: both were expected; masks may lie in the images' folder under names that end with _mask.");
}
