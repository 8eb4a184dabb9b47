using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Lists the images of a folder. Hidden files, such as the <c>._x.png</c> of macOS, are no images.</summary>
internal static class ImageFolder
{
    /// <summary>Whether a file's name is hidden by its first character.</summary>
    public static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');

    /// <summary>Returns the image files of a folder by name.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="option">Option that named the folder, for messages.</param>
    /// <exception cref="InputException">There is no folder, or no image in it.</exception>
    public static string[] List(string folder, string option)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"There is no folder '{folder}' ({option}).");
        }

        var files = Directory.EnumerateFiles(folder).Where(static f => ImageFile.IsKnown(f) && !IsHidden(f)).Order(StringComparer.Ordinal).ToArray();
        return files.Length > 0 ? files : throw new InputException(Directory.EnumerateFiles(folder).Any(Dicom.IsNamed)
            ? $"'{folder}' ({option}) holds DICOM files, which are not read: convert them to NIfTI, as by 'dcm2niix -z y -o scans {folder}'."
            : $"'{folder}' holds no image ({option}); files named {ImageFile.Supported} were expected.");
    }
}
