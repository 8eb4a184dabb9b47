namespace UNetTrainer.Imaging;

/// <summary>Names the kind of a file that is no picture, by its first bytes.</summary>
internal static class FileSignature
{
    private static readonly (int At, byte[] Bytes, string Kind)[] Known =
    [
        (0, [0x00, 0x05, 0x16, 0x07], "an AppleDouble file, which macOS writes beside a picture"),
        (128, [.. "DICM"u8], "a DICOM file; convert it to NIfTI, e.g. by dcm2niix"),
        (0, [.. "%PDF"u8], "a PDF document"),
        (0, [.. "8BPS"u8], "a Photoshop document; save it as PNG or TIFF"),
        (0, [0x76, 0x2F, 0x31, 0x01], "an OpenEXR picture; convert it to float32 TIFF"),
        (4, [.. "jP  "u8], "a JPEG 2000 picture; convert it to PNG or TIFF"),
        (0, [0xFF, 0x4F, 0xFF, 0x51], "a JPEG 2000 picture; convert it to PNG or TIFF"),
        (4, [.. "ftyp"u8], "a HEIF or AVIF picture; convert it to PNG"),
        (0, [0x89, (byte)'H', (byte)'D', (byte)'F'], "an HDF5 file"),
        (0, [0x93, .. "NUMPY"u8], "a NumPy array; save it as PNG, TIFF or NIfTI"),
        (0, [0x1F, 0x8B], "a gzip file; a compressed NIfTI file is named .nii.gz"),
        (0, [.. "PK"u8], "a ZIP archive"),
        (0, [.. "version https://git-lfs"u8], "a pointer of Git LFS; fetch the file itself by 'git lfs pull'"),
        (0, [(byte)'<'], "a text of HTML or XML, e.g. an error page of a download"),
    ];

    /// <summary>Returns what a file is.</summary>
    public static string Describe(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            return "it is empty";
        }

        foreach (var (at, bytes, kind) in Known)
        {
            if (content.Length > at && content[at..].StartsWith(bytes))
            {
                return $"it is {kind}";
            }
        }

        return "it is no picture of a known kind; PNG, JPEG or TIFF was expected";
    }
}
