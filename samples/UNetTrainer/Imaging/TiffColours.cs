using BitMiracle.LibTiff.Classic;
using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>Converts TIFF pages whose colours are not RGB, e.g. YCbCr, CMYK and Lab, to RGB of 8 bits.</summary>
internal static class TiffColours
{
    /// <summary>Returns the current page, rows in the order of the file.</summary>
    /// <exception cref="InputException">The page is damaged or of a kind that the library does not convert.</exception>
    public static Raster Read(Tiff tiff, TiffPage page)
    {
        if (!tiff.RGBAImageOK(out _))
        {
            throw new InputException($"it is a {page}, which cannot be read: convert it to a grey or RGB TIFF");
        }

        // The library turns rows to the orientation that it is asked for, but never columns into rows: with the orientation of the file it leaves all in place.
        var packed = new int[page.Width * page.Height];
        if (!tiff.ReadRGBAImageOriented(page.Width, page.Height, packed, (Orientation)page.Orientation, stopOnError: true))
        {
            throw new InputException("it is damaged or truncated");
        }

        var values = new float[3 * packed.Length];
        for (var i = 0; i < packed.Length; i++)
        {
            (values[i], values[i + packed.Length], values[i + (2 * packed.Length)]) = (Tiff.GetR(packed[i]), Tiff.GetG(packed[i]), Tiff.GetB(packed[i]));
        }

        return new(page.Width, page.Height, 3, values);
    }
}
