namespace UNetTrainer.Imaging;

/// <summary>Recognises DICOM files, which are not read: a series is many files, and its geometry is a science of its own that dcm2niix knows.</summary>
internal static class Dicom
{
    /// <summary>What to do with a DICOM file, for messages.</summary>
    public const string Advice = "it is a DICOM file, which is not read: convert the series to NIfTI, as by 'dcm2niix -z y -o scans FOLDER'";

    private const int Preamble = 128;

    /// <summary>Whether a file has a name as DICOM files have.</summary>
    public static bool IsNamed(string path) => Path.GetExtension(path).ToLowerInvariant() is ".dcm" or ".dicom" or ".ima";

    /// <summary>Whether the mark of a DICOM file follows.</summary>
    /// <param name="content">Content of a file.</param>
    /// <param name="position">Number of bytes that were read.</param>
    public static bool Follows(Stream content, int position)
    {
        var rest = new byte[Preamble + 4 - position];
        return content.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false) == rest.Length && rest.AsSpan(^4..).SequenceEqual("DICM"u8);
    }
}
