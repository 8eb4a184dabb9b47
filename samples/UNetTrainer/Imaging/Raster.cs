namespace UNetTrainer.Imaging;

/// <summary>Decoded page of a picture: numbers as the file stores them, rows from the top, one channel after the other.</summary>
/// <param name="Width">Number of pixels in a row.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Channels">Number of channels.</param>
/// <param name="Values">Values, pixel (x, y) of channel c at x + Width · (y + Height · c).</param>
internal sealed record Raster(int Width, int Height, int Channels, float[] Values)
{
    /// <summary>Number of pixels.</summary>
    public int Pixels => Width * Height;

    /// <summary>Returns the values of a channel.</summary>
    public ReadOnlySpan<float> Channel(int c) => Values.AsSpan(c * Pixels, Pixels);

    /// <summary>Returns consecutive channels as a raster.</summary>
    public Raster Select(int first, int count) =>
        count == Channels ? this : new(Width, Height, count, Values.AsSpan(first * Pixels, count * Pixels).ToArray());

    /// <summary>Returns the colours that a palette gives to the values of the only channel.</summary>
    /// <param name="palette">Colours by index, as 0xRRGGBB.</param>
    public Raster Coloured(IReadOnlyList<int> palette)
    {
        var colours = new float[3 * Pixels];
        for (var i = 0; i < Pixels; i++)
        {
            // Decoders show an index without a colour as black.
            var colour = (int)Values[i] < palette.Count ? palette[(int)Values[i]] : 0;
            (colours[i], colours[i + Pixels], colours[i + (2 * Pixels)]) = (colour >> 16, (colour >> 8) & 0xFF, colour & 0xFF);
        }

        return new(Width, Height, 3, colours);
    }

    /// <summary>Returns the picture as it is meant to be seen.</summary>
    /// <param name="orientation">Orientation by the EXIF and TIFF specifications: place of the first stored row and column, from 1 (top, left) to 8 (left, bottom).</param>
    public Raster Upright(int orientation)
    {
        if (orientation is < 2 or > 8)
        {
            return this;
        }

        var turned = orientation >= 5 ? new Raster(Height, Width, Channels, new float[Values.Length]) : new(Width, Height, Channels, new float[Values.Length]);
        for (var i = 0; i < Values.Length; i++)
        {
            var (x, y) = (i % turned.Width, i % Pixels / turned.Width);
            turned.Values[i] = Values[(i / Pixels * Pixels) + Stored(orientation, x, y)];
        }

        return turned;
    }

    /// <summary>Returns pages of one size as the slices of a volume.</summary>
    public static Volume Stack(IReadOnlyList<Raster> pages)
    {
        var (first, slice) = (pages[0], pages[0].Pixels);
        var voxels = new float[(long)slice * pages.Count * first.Channels];
        for (var c = 0; c < first.Channels; c++)
        {
            for (var z = 0; z < pages.Count; z++)
            {
                CopyReversed(pages[z].Channel(c), first.Width, voxels.AsSpan(((c * pages.Count) + z) * slice, slice));
            }
        }

        return new(first.Width, first.Height, pages.Count, voxels) { Channels = first.Channels };
    }

    // The second dimension of a volume points up, while rows of a picture go down.
    private static void CopyReversed(ReadOnlySpan<float> from, int width, Span<float> to)
    {
        for (var i = 0; i < from.Length; i += width)
        {
            from.Slice(i, width).CopyTo(to[(to.Length - width - i)..]);
        }
    }

    // Index of the stored pixel that is seen at (x, y).
    private int Stored(int orientation, int x, int y)
    {
        var (column, row) = orientation switch
        {
            2 => (Width - 1 - x, y),
            3 => (Width - 1 - x, Height - 1 - y),
            4 => (x, Height - 1 - y),
            5 => (y, x),
            6 => (y, Height - 1 - x),
            7 => (Width - 1 - y, Height - 1 - x),
            _ => (Width - 1 - y, x),
        };
        return column + (Width * row);
    }
}
