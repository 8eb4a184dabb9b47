using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace UNetTrainer.Imaging;

/// <summary>Encodes a mask in the format of its image: NIfTI in the image's space, TIFF with as many pages, else PNG.</summary>
internal static class MaskEncoder
{
    /// <summary>Returns the extension of a mask's file.</summary>
    public static string ExtensionFor(string image) => (ImageFile.IsNifti(image), Path.GetExtension(image).ToLowerInvariant()) switch
    {
        (true, ".gz") => ".nii.gz",
        (true, _) => ".nii",
        (_, ".tif" or ".tiff") => Path.GetExtension(image),
        _ => ".png",
    };

    /// <summary>Returns the content of a mask's file.</summary>
    /// <param name="mask">Value of each voxel.</param>
    /// <param name="lengths">Numbers of voxels along x, y and z.</param>
    /// <param name="image">Path of the image.</param>
    public static byte[] Encode(byte[] mask, IReadOnlyList<int> lengths, string image) => ExtensionFor(image).ToLowerInvariant() switch
    {
        ".nii" or ".nii.gz" => NiftiWriter.Encode(mask, image),
        ".tif" or ".tiff" => Tif(mask, lengths),
        _ => Png(mask, lengths[0], lengths[1]),
    };

    private static byte[] Png(byte[] mask, int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        for (var y = 0; y < height; y++)
        {
            Row(mask, width, height, 0, y).CopyTo(bitmap.GetPixelSpan()[(y * bitmap.RowBytes)..]);
        }

        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }

    private static byte[] Tif(byte[] mask, IReadOnlyList<int> lengths)
    {
        var content = new MemoryStream();
        using var tiff = Tiff.ClientOpen("mask", "w", content, new TiffStream());
        for (var page = 0; page < lengths[2]; page++)
        {
            (TiffTag Tag, object Value)[] fields =
            [
                (TiffTag.IMAGEWIDTH, lengths[0]), (TiffTag.IMAGELENGTH, lengths[1]), (TiffTag.BITSPERSAMPLE, 8), (TiffTag.SAMPLESPERPIXEL, 1), (TiffTag.ROWSPERSTRIP, lengths[1]),
                (TiffTag.PHOTOMETRIC, Photometric.MINISBLACK), (TiffTag.PLANARCONFIG, PlanarConfig.CONTIG), (TiffTag.COMPRESSION, Compression.LZW),
            ];
            Array.ForEach(fields, f => tiff.SetField(f.Tag, f.Value));
            for (var y = 0; y < lengths[1]; y++)
            {
                tiff.WriteScanline(Row(mask, lengths[0], lengths[1], page, y).ToArray(), y);
            }

            tiff.WriteDirectory();
        }

        tiff.Flush();
        return content.ToArray();
    }

    // Pictures are stored from the top down; the second dimension of a volume points up.
    private static ReadOnlySpan<byte> Row(byte[] mask, int width, int height, int page, int y) => mask.AsSpan(width * ((height * page) + height - 1 - y), width);
}
