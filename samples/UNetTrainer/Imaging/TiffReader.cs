using BitMiracle.LibTiff.Classic;
using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>Reads the first picture of a TIFF file as a volume of one slice: grey of 8 or 16 bits unchanged, everything else as luminance from 0 to 255.</summary>
internal static class TiffReader
{
    private const long MostPixels = 1 << 28;

    // Far above what the format's compressions reach, except for blank pictures, which are no use.
    private const long MostPixelsAByte = 8 * 1032;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file is not there, cannot be opened, is malformed or truncated; the message names it.</exception>
    public static Volume Read(string path)
    {
        try
        {
            Tiff.SetErrorHandler(new Silent());
            using var file = File.OpenRead(path);
            using var tiff = Tiff.ClientOpen(path, "r", file, new TiffStream()) ?? throw new InputException("it is no TIFF file");
            return Decode(tiff, file.Length);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library throws exceptions of any type for a damaged file.
            throw new InputException($"Cannot read '{path}': {(e is InputException or IOException or UnauthorizedAccessException ? e.Message.TrimEnd('.') : "it is damaged")}.", e);
        }
    }

    private static Volume Decode(Tiff tiff, long length)
    {
        var (width, height) = (Field(tiff, TiffTag.IMAGEWIDTH), Field(tiff, TiffTag.IMAGELENGTH));
        var count = (long)width * height;
        if (width < 1 || height < 1 || count > Math.Min(MostPixels, length * MostPixelsAByte))
        {
            throw new InputException($"it claims {width} x {height} pixels, which {length} bytes cannot hold or are more than {MostPixels}");
        }

        var isPlain = Field(tiff, TiffTag.SAMPLESPERPIXEL) == 1 && Field(tiff, TiffTag.PHOTOMETRIC) == (int)Photometric.MINISBLACK && !tiff.IsTiled();
        return new(width, height, 1, (isPlain, Field(tiff, TiffTag.BITSPERSAMPLE)) switch
        {
            (true, 8) => Rows(tiff, width, height, 1, static (row, x) => row[x]),
            (true, 16) => Rows(tiff, width, height, 2, static (row, x) => BitConverter.ToUInt16(row, 2 * x)),
            _ => Colours(tiff, width, height),
        });
    }

    private static float[] Rows(Tiff tiff, int width, int height, int bytes, Func<byte[], int, float> value)
    {
        var (voxels, row) = (new float[width * height], new byte[Math.Max(tiff.ScanlineSize(), width * bytes)]);
        for (var y = 0; y < height; y++)
        {
            if (!tiff.ReadScanline(row, y))
            {
                throw new InputException("it is damaged or truncated");
            }

            for (var x = 0; x < width; x++)
            {
                voxels[x + (width * (height - 1 - y))] = value(row, x);
            }
        }

        return voxels;
    }

    // The library returns rows from the bottom up, in the order of a volume.
    private static float[] Colours(Tiff tiff, int width, int height)
    {
        var raster = new int[width * height];
        return tiff.ReadRGBAImage(width, height, raster, stopOnError: true)
            ? Array.ConvertAll(raster, static c => Luminance.Compute((byte)Tiff.GetR(c), (byte)Tiff.GetG(c), (byte)Tiff.GetB(c)))
            : throw new InputException("it is damaged, truncated, or of a kind that cannot be read: convert it to PNG");
    }

    private static int Field(Tiff tiff, TiffTag tag) => tiff.GetFieldDefaulted(tag)?[0].ToInt() ?? 0;

    // The default handler would write to standard error, which is for the one line of this program.
    private sealed class Silent : TiffErrorHandler
    {
        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }
    }
}
