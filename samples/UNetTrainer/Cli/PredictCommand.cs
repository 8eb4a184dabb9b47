using System.CommandLine;
using LossDsl;
using Spectre.Console;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Pictures;
using UNetTrainer.Runs;
using UNetTrainer.Training;
using UNetTrainer.Wording;

namespace UNetTrainer.Cli;

/// <summary>File format that <c>predict</c> writes.</summary>
internal enum PredictionFormat
{
    /// <summary>NIfTI mask in the space of the image.</summary>
    Nifti,

    /// <summary>PNG picture of every slice with the contour.</summary>
    Png,
}

/// <summary>Command <c>predict</c>: segments images without masks by a trained network.</summary>
internal static class PredictCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Catalog catalog, IAnsiConsole console, CancellationToken cancellation)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run that has ended." };
        var images = new Option<string[]>("--image") { Description = "NIfTI-1 images (.nii, .nii.gz).", HelpName = "file", Required = true, AllowMultipleArgumentsPerToken = true };
        var folder = new Option<string>("--out") { Description = "Where the masks go, as NAME_mask.nii(.gz), or the pictures, as NAME/0001.png.", HelpName = "folder", DefaultValueFactory = static _ => "predictions" };
        var format = OptionKinds.Choice("--format", "A mask in the space of the image, or a picture of every slice", PredictionFormat.Nifti);
        var device = OptionKinds.Choice("--device", "Where to run; auto takes CUDA where it is", DeviceChoice.Auto);
        var command = new Command("predict", "Segments images by a trained network.") { run, images, folder, format, device };
        command.SetAction(parsed =>
        {
            var network = new TrainedNetwork(parsed.GetValue(run)!, catalog, parsed.GetChoice<DeviceChoice>(device));
            network.Run.Notes.ToList().ForEach(console.WriteLine);
            foreach (var image in parsed.GetValue(images)!)
            {
                var (mask, slices) = Segment(network, image, cancellation);
                console.WriteLine(parsed.GetChoice<PredictionFormat>(format) == PredictionFormat.Nifti
                    ? WriteMask(mask, image, parsed.GetValue(folder)!)
                    : WritePictures(slices, image, parsed.GetValue(folder)!));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static (byte[] Mask, IReadOnlyList<Prediction> Slices) Segment(TrainedNetwork network, string image, CancellationToken cancellation)
    {
        var volume = NiftiReader.Read(image);
        try
        {
            return network.Predict(NameOf(image), volume, cancellation);
        }
        catch (InputException e)
        {
            throw new InputException($"Cannot segment '{image}': {e.Message}", e);
        }
    }

    private static string WriteMask(byte[] mask, string image, string folder)
    {
        var path = Path.Combine(Made(folder), $"{NameOf(image)}_mask{Path.GetFileName(image)[NameOf(image).Length..]}");
        AtomicFile.Write(path, NiftiWriter.Encode(mask, image));
        return FormattableString.Invariant($"{path}: {mask.Count(static c => c > 0)} of {mask.Length} voxels");
    }

    private static string WritePictures(IReadOnlyList<Prediction> slices, string image, string folder)
    {
        var pictures = Made(Path.Combine(folder, NameOf(image)));
        foreach (var (number, slice) in slices.Index())
        {
            AtomicFile.Write(Path.Combine(pictures, $"{number + 1:0000}.png"), TilePicture.Draw(slice with { Truth = slice.Predicted }));
        }

        return $"{pictures}: {Plural.Of(slices.Count, "picture")}";
    }

    private static string Made(string folder)
    {
        try
        {
            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"Cannot write to '{folder}' (--out): {e.Message}", e);
        }
    }

    private static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        var dot = name.LastIndexOf(".nii", StringComparison.OrdinalIgnoreCase);
        return dot > 0 ? name[..dot] : name;
    }
}
