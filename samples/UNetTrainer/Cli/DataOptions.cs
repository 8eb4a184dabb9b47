using System.CommandLine;
using UNetTrainer.Data;
using UNetTrainer.Imaging;

namespace UNetTrainer.Cli;

/// <summary>Options that say which images are used, and how volumes are cut and split.</summary>
internal sealed class DataOptions
{
    private static readonly DataSettings Default = new();

    private readonly Option<string[]> image = Files("--image", "Images (NIfTI-1, PNG, JPEG, TIFF); give as many masks, in the same order. Without images: the bundled head.");
    private readonly Option<string[]> mask = Files("--mask", "Masks, of the images' shapes; foreground is above 0.5, or as --labels says.");
    private readonly Option<string?> nfbs = Folder("--nfbs", "A folder with *_T1w.nii.gz and *_T1w_brainmask.nii.gz beside each other at any depth.");
    private readonly Option<string?> imageFolder = Folder("--image-folder", "A folder of images of any kind; each has a mask of the same name in --mask-folder, or of one that ends with _mask, _seg or _label.");
    private readonly Option<string?> maskFolder = Folder("--mask-folder", "A folder of masks; may be that of the images.");
    private readonly Option<string?> decathlon = Folder("--decathlon", "A task of the Medical Segmentation Decathlon, with its dataset.json; its labels are the classes.");
    private readonly Option<string?> labels = new("--labels") { Description = "A file with a line for each class, 'name: labels', as in 'frontal: 1-16, 19'; other labels are background.", HelpName = "file" };
    private readonly Option<string> axis = OptionKinds.Choice("--axis", "The dimension of the file that slices are cut across", Default.Axis);
    private readonly Option<SplitFractions> split = new("--split")
    {
        Description = "Per cent for training, validation and test: by volume from three volumes on, else in blocks of consecutive slices.",
        HelpName = "a-b-c",
        DefaultValueFactory = _ => Default.Split,
        CustomParser = static result => SplitFractions.Parse(result.Tokens[^1].Value),
    };

    private readonly Option<int> gap = OptionKinds.Whole("--gap", "Slices left out between blocks of different parts", Default.Gap, 0, 1000);
    private readonly Option<string> empty = OptionKinds.Choice("--empty-slices", "Training slices without foreground; blank ones are never used", Default.EmptySlices);

    private readonly Option<int> memory = OptionKinds.Whole("--memory", "Megabytes of volumes kept in memory; what is beyond is read from --cache, slice by slice", Default.Memory, 0);
    private readonly Option<bool> grey = new("--grey") { Description = "Colours become grey; otherwise they are three channels of the network." };
    private readonly Option<bool> alphaMasks = new("--alpha-masks") { Description = "Takes masks from the alpha channel of pictures, instead of leaving it out." };

    private readonly Option<string> cache = new("--cache") { Description = "Where slices lie that are not in memory.", HelpName = "folder", DefaultValueFactory = _ => Default.Cache };

    /// <summary>Options in the order of the help.</summary>
    public IEnumerable<Option> All => [.. Sources, axis, split, gap, empty, grey, memory, cache];

    /// <summary>Options that name images.</summary>
    public IEnumerable<Option> Sources => [image, mask, imageFolder, maskFolder, nfbs, decathlon, labels, alphaMasks];

    /// <summary>Returns the settings that a command line gives.</summary>
    public DataSettings Read(ParseResult parsed) => ReadSources(parsed, new()
    {
        Axis = parsed.GetChoice<Axis>(axis),
        Split = parsed.GetValue(split)!,
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
        AlphaMasks = parsed.GetValue(alphaMasks),
    };

    private static Option<string?> Folder(string name, string description) => new(name) { Description = description, HelpName = "folder" };

    private static Option<string[]> Files(string name, string description) =>
        new(name) { Description = description, HelpName = "file", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
}
