using System.CommandLine;
using LossDsl;
using Spectre.Console;
using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Runs;
using UNetTrainer.Training;
using UNetTrainer.Wording;

namespace UNetTrainer.Cli;

/// <summary>Command <c>predict</c>: segments images without masks by a trained network.</summary>
internal sealed class PredictCommand : Command
{
    private readonly Argument<string> run = new("run") { Description = "The folder of a run that has ended." };
    private readonly Option<string[]> images = new("--image") { Description = "Images of any kind that train reads.", HelpName = "file", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> imageFolder = new("--image-folder") { Description = "A folder of images.", HelpName = "folder" };
    private readonly Option<string> folder = new("--out")
    {
        Description = "Where the masks go, as NAME_pred with the extension of the image (a PNG for a JPEG), or the pictures, as NAME/0001.png.",
        HelpName = "folder",
        DefaultValueFactory = static _ => "predictions",
    };

    private readonly Option<string> format = OptionKinds.Choice("--format", "A mask in the format and the space of the image, or a NIfTI mask, or a picture of every slice", PredictionFormat.Mask);
    private readonly Option<bool> overwrite = new("--overwrite") { Description = "Replaces files that are in the way although this run did not write them." };
    private readonly Option<int?> volume = VolumeOption.Create();
    private readonly Option<string> device = OptionKinds.Choice("--device", "Where to run; auto takes CUDA where it is", DeviceChoice.Auto);

    private PredictCommand()
        : base("predict", "Segments images by a trained network.")
    {
        Arguments.Add(run);
        Option[] all = [images, imageFolder, folder, format, overwrite, volume, device];
        Array.ForEach(all, Options.Add);
    }

    /// <summary>Creates the command.</summary>
    public static Command Create(Catalog catalog, IAnsiConsole console, CancellationToken cancellation)
    {
        var command = new PredictCommand();
        command.SetAction(parsed => command.Execute(parsed, catalog, console, cancellation));
        return command;
    }

    private int Execute(ParseResult parsed, Catalog catalog, IAnsiConsole console, CancellationToken cancellation)
    {
        var given = Images(parsed);
        var network = new TrainedNetwork(parsed.GetValue(run)!, catalog, parsed.GetChoice<DeviceChoice>(device));
        network.Run.Notes.ToList().ForEach(console.WriteLine);
        var rules = network.Run.Settings.Data.Grid;
        var output = new PredictionOutput(parsed.GetValue(folder)!, parsed.GetChoice<PredictionFormat>(format), network.Run);
        var chosen = output.Choose(given, parsed.GetValue(overwrite));
        foreach (var (image, path) in chosen)
        {
            var prediction = Segment(network, image, rules with { Volume = parsed.GetValue(volume) ?? rules.Volume }, cancellation);
            if (rules.Spacing is not null && !prediction.HasSpacing && Imaging.ImageFile.IsNifti(image))
            {
                console.MarkupLineInterpolated($"[yellow]Warning:[/] '{image}' states no spacing, and the network was trained at {rules.Spacing}: the image is segmented as it is.");
            }

            console.WriteLine(output.Write(path, image, prediction));
        }

        return ExitCode.Ok;
    }

    private string[] Images(ParseResult parsed)
    {
        string[] all = [.. parsed.GetValue(images) ?? [], .. parsed.GetValue(imageFolder) is { } path ? FolderPairs.Images(path) : []];
        return all.Length > 0 ? [.. all.DistinctBy(Path.GetFullPath)] : throw new InputException("predict needs images: --image or --image-folder was expected.");
    }

    private static SegmentedVolume Segment(TrainedNetwork network, string image, GridRules rules, CancellationToken cancellation)
    {
        var volume = rules.ReadImage(image);
        try
        {
            return network.Predict(Imaging.ImageFile.Stem(image), volume, rules, cancellation);
        }
        catch (InputException e)
        {
            throw new InputException($"Cannot segment '{image}': {e.Message}", e);
        }
    }
}
