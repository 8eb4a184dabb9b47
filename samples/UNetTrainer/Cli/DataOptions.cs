using System.CommandLine;
using UNetTrainer.Data;
using UNetTrainer.Imaging;

namespace UNetTrainer.Cli;

/// <summary>The options that say which images are used and how they are cut and split.</summary>
internal sealed class DataOptions
{
    private static readonly DataSettings Default = new();

    private readonly Option<string[]> image = Files("--image", "NIfTI-1 images (.nii, .nii.gz); give as many masks, in the same order. Without images: the bundled head.");
    private readonly Option<string[]> mask = Files("--mask", "NIfTI-1 masks; foreground is above 0.5.");
    private readonly Option<string?> nfbs = new("--nfbs") { Description = "A folder with *_T1w.nii.gz and *_T1w_brainmask.nii.gz beside each other at any depth.", HelpName = "folder" };
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

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [.. Sources, axis, split, gap, empty];

    /// <summary>The options that name images.</summary>
    public IEnumerable<Option> Sources => [image, mask, nfbs];

    /// <summary>What was given.</summary>
    public DataSettings Read(ParseResult parsed) => ReadSources(parsed, new()
    {
        Axis = parsed.GetChoice<Axis>(axis),
        Split = parsed.GetValue(split)!,
        Gap = parsed.GetValue(gap),
        EmptySlices = parsed.GetChoice<EmptySlices>(empty),
    });

    /// <summary>The images that were named, with settings that say what becomes of them.</summary>
    public DataSettings ReadSources(ParseResult parsed, DataSettings settings) => settings with
    {
        Images = parsed.GetValue(image) ?? [],
        Masks = parsed.GetValue(mask) ?? [],
        Nfbs = parsed.GetValue(nfbs),
    };

    private static Option<string[]> Files(string name, string description) =>
        new(name) { Description = description, HelpName = "file", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
}
