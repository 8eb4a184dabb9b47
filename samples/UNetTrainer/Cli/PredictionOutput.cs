using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Pictures;
using UNetTrainer.Runs;

namespace UNetTrainer.Cli;

/// <summary>File format that <c>predict</c> writes.</summary>
internal enum PredictionFormat
{
    /// <summary>Mask in the format and the space of the image.</summary>
    Mask,

    /// <summary>NIfTI mask, of pictures too.</summary>
    Nifti,

    /// <summary>PNG picture of every slice with the contour.</summary>
    Png,
}

/// <summary>Writes predictions into a folder. No file is replaced that the run did not write itself for the same image.</summary>
/// <param name="folder">Folder of the predictions.</param>
/// <param name="format">Format of the files.</param>
/// <param name="run">Run that predicts.</param>
internal sealed class PredictionOutput(string folder, PredictionFormat format, FinishedRun run)
{
    private readonly PredictionRecord record = PredictionRecord.Open(run.Path);

    /// <summary>Chooses the path for the prediction of each image, and makes the folder.</summary>
    /// <exception cref="InputException">Predictions would meet in one file, or would replace a file of somebody else, or the folder cannot be written to.</exception>
    public IReadOnlyList<(string Image, string Path)> Choose(IReadOnlyList<string> images, bool overwrite)
    {
        var chosen = PredictionPaths.Choose(images, folder, format switch
        {
            PredictionFormat.Png => static _ => "",
            PredictionFormat.Nifti => static image => ImageFile.IsNifti(image) ? MaskEncoder.ExtensionFor(image) : ".nii.gz",
            _ => MaskEncoder.ExtensionFor,
        });
        if (!overwrite && chosen.SelectMany(c => FilesAt(c.Path).Where(file => record.IsForeign(file, c.Image))).FirstOrDefault() is { } foreign)
        {
            throw new InputException($"'{foreign}' is there and is not what this run predicted for this image: choose another --out, or give --overwrite.");
        }

        Try(() => Directory.CreateDirectory(folder));
        return chosen;
    }

    /// <summary>Writes a prediction and returns a line about it.</summary>
    public string Write(string path, string image, SegmentedVolume prediction)
    {
        var (files, line) = format == PredictionFormat.Png
            ? (Pictures(path, prediction), $"{path}: {prediction.Slices.Count} pictures")
            : ([(path, Mask(prediction, image))], FormattableString.Invariant($"{path}: {prediction.Classes.Count(static c => c > 0)} of {prediction.Classes.Length} voxels"));
        Try(() =>
        {
            foreach (var (file, content) in files)
            {
                record.Write(file, content, image);
            }

            record.Save();
        });
        return line;
    }

    private static IEnumerable<string> FilesAt(string path) => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories) : [path];

    private static IEnumerable<(string Path, byte[] Content)> Pictures(string path, SegmentedVolume prediction) => prediction.Slices.Select((slice, number) =>
        (Path.Combine(path, $"{number + 1:0000}.png"), TilePicture.Draw(slice with { Truth = slice.Predicted })));

    private byte[] Mask(SegmentedVolume prediction, string image)
    {
        if (ImageFile.IsNifti(image))
        {
            return NiftiWriter.Encode(prediction.Classes, image);
        }

        // Foreground as white can be seen; classes have their numbers.
        var values = run.Settings.Data.ReadLabels().Names.Count > 2 ? prediction.Classes : Array.ConvertAll(prediction.Classes, static c => c > 0 ? byte.MaxValue : (byte)0);
        return format == PredictionFormat.Nifti ? NiftiWriter.Encode(prediction.Classes, prediction.Lengths) : MaskEncoder.Encode(values, prediction.Lengths, image);
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"Cannot write to '{folder}' (--out): {e.Message}", e);
        }
    }
}
