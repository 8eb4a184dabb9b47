using BitMiracle.LibTiff.Classic;
using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>
/// Reads TIFF and BigTIFF files with the values that they store: each page is a slice of the volume. Colours that are not RGB, e.g. YCbCr, are converted to RGB of 8 bits.
/// </summary>
internal static class TiffReader
{
    // Far above what the format's compressions reach, except for blank pictures, which are no use.
    private const long MostPixelsAByte = 8 * 1032;

    /// <summary>Whether a file begins as a TIFF or BigTIFF file does.</summary>
    public static bool Matches(ReadOnlySpan<byte> start) =>
        start.SequenceEqual("II*\0"u8) || start.SequenceEqual("MM\0*"u8) || start.SequenceEqual("II+\0"u8) || start.SequenceEqual("MM\0+"u8);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file is malformed or truncated, or lacks what is asked for.</exception>
    public static Volume Read(string path, PictureUse use)
    {
        Tiff.SetErrorHandler(new SilentTiffErrors());
        using var file = File.OpenRead(path);
        try
        {
            using var tiff = Tiff.ClientOpen(path, "r", file, new TiffStream()) ?? throw new InputException("it is a TIFF file that is damaged or truncated");
            return Read(tiff, use, file.Length);
        }
        catch (Exception e) when (e is not (InputException or IOException or OutOfMemoryException))
        {
            // The library throws exceptions of any type for a damaged file.
            throw new InputException("it is a TIFF file that is damaged or truncated", e);
        }
    }

    private static Volume Read(Tiff tiff, PictureUse use, long length)
    {
        var (pages, kind, notes, palette) = (new List<Raster>(), "", (IReadOnlyList<string>)[], (IReadOnlyList<int>)[]);
        do
        {
            var page = new TiffPage(tiff);
            if (page.IsReduced)
            {
                continue;
            }

            Check(page, pages, length);
            (var raster, notes) = Decode(tiff, page, use, length);
            pages.Add(raster.Upright(page.Orientation));
            (kind, palette) = (page.ToString(), page.Palette);
            CheckSize(pages);
        }
        while (Next(tiff));
        return pages.Count == 0
            ? throw new InputException("it is a TIFF file of thumbnails alone")
            : Raster.Stack(pages) with { Kind = pages.Count == 1 ? kind : $"{kind}, {pages.Count} pages", Notes = notes, Palette = use == PictureUse.Mask ? palette : [] };
    }

    private static (Raster Raster, IReadOnlyList<string> Notes) Decode(Tiff tiff, TiffPage page, PictureUse use, long length)
    {
        if (!tiff.IsCodecConfigured(page.Compression) || !(page.IsPlain || page.IsConvertible))
        {
            throw new InputException($"it is a {page}, which cannot be read: convert it to an uncompressed grey or RGB TIFF");
        }

        if (!page.IsPlain)
        {
            return (TiffColours.Read(tiff, page), []);
        }

        var samples = TiffSamples.Read(tiff, page, length);
        var (raster, notes) = Alpha.Select(samples.Select(0, page.Channels + (page.HasAlpha ? 1 : 0)), page.HasAlpha, false, use, page.ToString());
        return (page.Photometric == Photometric.PALETTE && use == PictureUse.Image ? raster.Coloured(page.Palette) : raster, notes);
    }

    // Checked before anything is allocated, so that a header with false claims costs no memory.
    private static void Check(TiffPage page, List<Raster> before, long length)
    {
        var (pixels, block) = ((long)page.Width * page.Height, (long)page.Block.Width * page.Block.Height);
        var most = Math.Max(pixels, block);
        var fits = most <= PixelLimit.Most && (page.Compression == Compression.NONE ? pixels * page.Samples * page.Format.Bits <= 8 * length : most <= length * MostPixelsAByte);
        if (page.Width < 1 || page.Height < 1 || page.Samples < 1 || page.Block.Width < 1 || page.Block.Height < 1)
        {
            throw new InputException($"its header states {page.Width} x {page.Height} pixels of {page.Samples} samples");
        }

        PixelLimit.Check(page.Width, page.Height, (long)page.Samples * (before.Count + 1), fits, length);
    }

    private static void CheckSize(List<Raster> pages)
    {
        var (first, last) = (pages[0], pages[^1]);
        if ((first.Width, first.Height, first.Channels) != (last.Width, last.Height, last.Channels))
        {
            throw new InputException($"its page {pages.Count} has {last.Width} x {last.Height} pixels and {last.Channels} channels, its first page {first.Width} x {first.Height} and {first.Channels}; pages of one size were expected");
        }
    }

    private static bool Next(Tiff tiff) =>
        !tiff.LastDirectory() && (tiff.ReadDirectory() ? true : throw new InputException("it is a TIFF file of several pages that is damaged or truncated"));
}
