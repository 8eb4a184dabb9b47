using System.ComponentModel.DataAnnotations;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Which images are used and how they are cut and split.</summary>
internal sealed record DataSettings
{
    /// <summary>Image files, one to one with <see cref="Masks"/>.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Mask files.</summary>
    public IReadOnlyList<string> Masks { get; init; } = [];

    /// <summary>A folder of the Neurofeedback Skull-stripped repository.</summary>
    public string? Nfbs { get; init; }

    /// <summary>
    /// The dimension that slices are cut across. Coronal slices of the bundled head change steadily from one to the next; axial ones have,
    /// near the skull base, blocks like no other, so that the test would depend on where its blocks happen to lie.
    /// </summary>
    [EnumDataType(typeof(Axis))]
    public Axis Axis { get; init; } = Axis.Y;

    /// <summary>How much trains, validates and tests.</summary>
    public SplitFractions Split { get; init; } = SplitFractions.Default;

    /// <summary>Slices left out between blocks of different parts of one volume.</summary>
    [Range(0, 1000)]
    public int Gap { get; init; } = 2;

    /// <summary>What becomes of training slices without foreground.</summary>
    [EnumDataType(typeof(EmptySlices))]
    public EmptySlices EmptySlices { get; init; } = EmptySlices.Keep;

    /// <summary>Whether images were named; without, there is the bundled head.</summary>
    public bool HasSource => Images.Count + Masks.Count > 0 || Nfbs is not null;

    /// <summary>Reads the cases: all slices, unsplit.</summary>
    /// <exception cref="InputException">Something that was named is missing or malformed.</exception>
    public IReadOnlyList<Slice> LoadAll() => [.. Cases().SelectMany(c => Slice.Of(LabelledVolume.Load(c), Axis))];

    /// <summary>Reads the cases and splits their slices.</summary>
    /// <exception cref="InputException">Something that was named is missing, malformed or too small.</exception>
    public Split Load(int seed) =>
        Data.Split.Of([.. Cases().Select(c => Slice.Of(LabelledVolume.Load(c), Axis).ToArray())], Split, Gap, EmptySlices, seed);

    private IReadOnlyList<Case> Cases() => (Images.Count + Masks.Count, Nfbs) switch
    {
        (> 0, not null) => throw new InputException("--image and --mask, or --nfbs: one of the two was expected, not both."),
        (> 0, null) => CaseSources.Pairs(Images, Masks),
        (_, not null) => CaseSources.Nfbs(Nfbs),
        _ => CaseSources.Bundled(),
    };
}
