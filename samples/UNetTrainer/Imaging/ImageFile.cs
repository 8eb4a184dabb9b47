namespace UNetTrainer.Imaging;

/// <summary>Reads an image of any supported format, which the end of the file's name decides.</summary>
internal static class ImageFile
{
    private static readonly (string Extension, Func<string, PictureUse, Volume> Read)[] Kinds =
    [
        (".nii", ReadNifti),
        (".nii.gz", ReadNifti),
        (".hdr", ReadNifti),
        (".hdr.gz", ReadNifti),
        (".img", ReadNifti),
        (".img.gz", ReadNifti),
        (".png", PictureReader.Read),
        (".jpg", PictureReader.Read),
        (".jpeg", PictureReader.Read),
        (".tif", PictureReader.Read),
        (".tiff", PictureReader.Read),
    ];

    /// <summary>Supported ends of file names, for messages.</summary>
    public static string Supported { get; } = string.Join(", ", Kinds.Select(static k => k.Extension));

    /// <summary>Whether a file is an image by the end of its name. Of a .hdr/.img pair the .hdr is.</summary>
    public static bool IsKnown(string path) => Kinds.Any(k => EndsWith(path, k.Extension)) && !EndsWith(path, ".img") && !EndsWith(path, ".img.gz");

    /// <summary>Whether a file is read as NIfTI. A name with an unknown end is taken for NIfTI.</summary>
    public static bool IsNifti(string path) => !Kinds.Any(k => EndsWith(path, k.Extension) && k.Read != ReadNifti);

    /// <summary>Whether the format of a file changes values near edges, so that its values are no labels.</summary>
    public static bool IsLossy(string path) => Path.GetExtension(path).ToLowerInvariant() is ".jpg" or ".jpeg";

    /// <summary>Returns a file's name without folder and extension.</summary>
    public static string Stem(string path)
    {
        var name = Path.GetFileName(path);
        var extension = Kinds.Select(static k => k.Extension).Where(e => EndsWith(name, e)).MaxBy(static e => e.Length);
        return extension is null || extension.Length == name.Length ? name : name[..^extension.Length];
    }

    /// <summary>Reads a file. A name with an unknown end is taken for NIfTI.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="asMask">Whether the file is a mask: indices of a palette stay indices, and a colour-map has three channels (<see cref="Colours.Pack"/>).</param>
    /// <exception cref="Errors.InputException">The file is not there, cannot be opened, is malformed or truncated; the message names it.</exception>
    public static Volume Read(string path, bool asMask = false) => Read(path, asMask ? PictureUse.Mask : PictureUse.Image);

    /// <summary>Reads the part of a picture that is asked for. NIfTI files have one part only.</summary>
    /// <inheritdoc cref="Read(string, bool)"/>
    public static Volume Read(string path, PictureUse use) => (Kinds.FirstOrDefault(k => EndsWith(path, k.Extension)).Read ?? ReadNifti)(path, use);

    private static Volume ReadNifti(string path, PictureUse use) => NiftiReader.Read(path);

    private static bool EndsWith(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
