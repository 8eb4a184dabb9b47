namespace UNetTrainer.Imaging;

/// <summary>Reads an image of any kind that is known; the end of its name says which.</summary>
internal static class ImageFile
{
    private static readonly (string Extension, Func<string, Volume> Read)[] Kinds =
    [
        (".nii", NiftiReader.Read),
        (".nii.gz", NiftiReader.Read),
        (".png", PictureReader.Read),
        (".jpg", PictureReader.Read),
        (".jpeg", PictureReader.Read),
        (".tif", TiffReader.Read),
        (".tiff", TiffReader.Read),
    ];

    /// <summary>The ends of names that are known, for messages.</summary>
    public static string Supported { get; } = string.Join(", ", Kinds.Select(static k => k.Extension));

    /// <summary>Whether a file's name ends as an image's does.</summary>
    public static bool IsKnown(string path) => Kinds.Any(k => EndsWith(path, k.Extension));

    /// <summary>A file's name without folder and extension.</summary>
    public static string Stem(string path)
    {
        var name = Path.GetFileName(path);
        var extension = Kinds.Select(static k => k.Extension).Where(e => EndsWith(name, e)).MaxBy(static e => e.Length);
        return extension is null || extension.Length == name.Length ? name : name[..^extension.Length];
    }

    /// <summary>Reads a file; one whose name says nothing is taken for NIfTI.</summary>
    /// <exception cref="Errors.InputException">The file is not there, cannot be opened, is malformed or truncated; the message names it.</exception>
    public static Volume Read(string path) => (Kinds.FirstOrDefault(k => EndsWith(path, k.Extension)).Read ?? NiftiReader.Read)(path);

    private static bool EndsWith(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
