using System.CommandLine;
using UNetTrainer.Data;
using UNetTrainer.Imaging;

namespace UNetTrainer.Cli;

/// <summary>Options that say which images are used, and how volumes are cut and split.</summary>
internal sealed class DataOptions
{
    private static readonly DataSettings Default = new();

    private readonly Option<string> axis = AxisOption.Create(Default.Axis);
    private readonly Option<VoxelSpacing?> spacing = new("--spacing")
    {
        Description = "Distances of voxels in mm from left to right, back to front and bottom to top; volumes with others are resampled. Without it: the median of the cases.",
        HelpName = "a,b,c",
        CustomParser = static result => VoxelSpacing.Parse(result.Tokens[^1].Value),
    };

    private readonly Option<bool> ignoreGeometry = new("--ignore-geometry") { Description = "Lays a mask on its image voxel by voxel, although their headers disagree on spacing, orientation or place." };
    private readonly Option<int?> volume = VolumeOption.Create();
    private readonly Option<string[]> image = Files("--image", "Images (NIfTI, PNG, JPEG, TIFF); give as many masks, in the same order; modalities of one image are joined, as in t1.nii.gz+t2.nii.gz. Without images: the bundled head.");
    private readonly Option<string[]> mask = Files("--mask", "Masks, of the images' shapes; any label above 0 is foreground, or as --labels says.");
    private readonly Option<string?> nfbs = Folder("--nfbs", "A folder with *_T1w.nii.gz and *_T1w_brainmask.nii.gz beside each other at any depth.");
    private readonly Option<string?> imageFolder = Folder("--image-folder", "A folder of images of any kind; each has a mask of the same name in --mask-folder, or of one that ends with _mask, _seg or _label.");
    private readonly Option<string?> maskFolder = Folder("--mask-folder", "A folder of masks; may be that of the images.");
    private readonly Option<string?> decathlon = Folder("--decathlon", "A task of the Medical Segmentation Decathlon, or a data set of nnU-Net, with its dataset.json; its labels are the classes.");
    private readonly Option<string?> labels = new("--labels") { Description = "A file with a line for each class, 'name: labels', as in 'frontal: 1-16, 19' or 'road: #804080'; other labels are background.", HelpName = "file" };
    private readonly Option<int?> ignoreLabel = OptionKinds.OptionalWhole("--ignore-label", "A label whose pixels are in no loss and no metric, such as 255 for 'void'", short.MinValue, ushort.MaxValue);
    private readonly Option<bool> skipUnreadable = new("--skip-unreadable") { Description = "Goes on without cases that cannot be read, and names them." };

    private readonly Option<string> group = new("--group")
    {
        Description = "Cases that stay in one part, such as the slices of a patient: by a regular expression for their names, or by a column of a table. auto guesses from names such as patient1_z036, none keeps each apart.",
        HelpName = "pattern|FILE.csv:column|auto|none",
        DefaultValueFactory = static _ => CaseGroups.Auto,
    };

    private readonly Option<string?> splitFile = new("--split-file") { Description = "Says which case belongs to train, val and test: JSON, CSV, or nnU-Net's splits_final.json.", HelpName = "file" };
    private readonly Option<int?> fold = OptionKinds.OptionalWhole("--fold", "The fold of --split-file, if it has several", 0, 1000);

    private readonly Option<SplitFractions> split = new("--split")
    {
        Description = "Per cent for training, validation and test: by volume from three volumes on, else in blocks of consecutive slices.",
        HelpName = "a-b-c",
        DefaultValueFactory = _ => Default.Split,
        CustomParser = static result => SplitFractions.Parse(result.Tokens[^1].Value),
    };

    private readonly Option<int> gap = OptionKinds.Whole("--gap", "Slices left out between blocks of different parts", Default.Gap, 0, 1000);
    private readonly Option<string> empty = OptionKinds.Choice("--empty-slices", "Training slices without foreground; blank ones at the ends of a volume are never used", Default.EmptySlices);

    private readonly Option<int> memory = OptionKinds.Whole("--memory", "Megabytes of volumes kept in memory; what is beyond is read from --cache, slice by slice", Default.Memory, 0);
    private readonly Option<bool> grey = new("--grey") { Description = "Colours become grey; otherwise they are three channels of the network." };
    private readonly Option<bool> alphaMasks = new("--alpha-masks") { Description = "Takes masks from the alpha channel of pictures, instead of leaving it out." };

    private readonly Option<string> cache = new("--cache") { Description = "Where slices lie that are not in memory.", HelpName = "folder", DefaultValueFactory = _ => Default.Cache };

    /// <summary>Options in the order of the help.</summary>
    public IEnumerable<Option> All => [.. Sources, group, splitFile, fold, axis, spacing, split, gap, empty, grey, memory, cache];

    /// <summary>Options that name images.</summary>
    public IEnumerable<Option> Sources => [image, mask, imageFolder, maskFolder, nfbs, decathlon, labels, ignoreLabel, skipUnreadable, ignoreGeometry, volume, alphaMasks];

    /// <summary>Returns the settings that a command line gives.</summary>
    public DataSettings Read(ParseResult parsed) => ReadSources(parsed, new()
    {
        Axis = AxisOption.Read(parsed, axis),
        Spacing = parsed.GetValue(spacing),
        Split = parsed.GetValue(split)!,
        Group = parsed.GetValue(group),
        SplitFile = parsed.GetValue(splitFile),
        Fold = parsed.GetValue(fold),
        Balanced = true,
        Gap = parsed.GetValue(gap),
        EmptySlices = parsed.GetChoice<EmptySlices>(empty),
        Grey = parsed.GetValue(grey),
        Memory = parsed.GetValue(memory),
        Cache = parsed.GetValue(cache)!,
    });

    /// <summary>Returns <paramref name="settings"/> with the images that a command line names.</summary>
    public DataSettings ReadSources(ParseResult parsed, DataSettings settings) => settings with
    {
        Images = parsed.GetValue(image) ?? [],
        Masks = parsed.GetValue(mask) ?? [],
        ImageFolder = parsed.GetValue(imageFolder),
        MaskFolder = parsed.GetValue(maskFolder),
        Nfbs = parsed.GetValue(nfbs),
        Decathlon = parsed.GetValue(decathlon),
        Labels = parsed.GetValue(labels),
        IgnoreGeometry = parsed.GetValue(ignoreGeometry),
        Volume = parsed.GetValue(volume),
        IgnoreLabel = parsed.GetValue(ignoreLabel),
        SkipUnreadable = parsed.GetValue(skipUnreadable),
        AlphaMasks = parsed.GetValue(alphaMasks),
    };

    private static Option<string?> Folder(string name, string description) => new(name) { Description = description, HelpName = "folder" };

    private static Option<string[]> Files(string name, string description) =>
        new(name) { Description = description, HelpName = "file", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
}
