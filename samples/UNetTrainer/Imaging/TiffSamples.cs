using BitMiracle.LibTiff.Classic;
using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>Reads the strips or tiles of a TIFF page without changing the values of samples.</summary>
internal static class TiffSamples
{
    /// <summary>Returns all samples of the current page, extra samples too. White-is-zero becomes black-is-zero.</summary>
    /// <exception cref="InputException">The page is damaged or truncated.</exception>
    public static Raster Read(Tiff tiff, TiffPage page, long length)
    {
        var raster = new Raster(page.Width, page.Height, page.Samples, new float[page.Width * page.Height * page.Samples]);
        var planes = page.IsSeparate ? page.Samples : 1;
        var block = new Block(page, page.Samples / planes);
        for (var plane = 0; plane < planes; plane++)
        {
            for (var y = 0; y < page.Height; y += block.Height)
            {
                for (var x = 0; x < page.Width; x += block.Width)
                {
                    block.Read(tiff, x, y, plane, length);
                    block.CopyTo(raster, x, y, plane);
                }
            }
        }

        Invert(page, raster.Values);
        return raster;
    }

    private static void Invert(TiffPage page, float[] values)
    {
        if (page is { Photometric: Photometric.MINISWHITE, Format: { Kind: SampleKind.Unsigned, Bits: <= 16 } })
        {
            var white = (1 << page.Format.Bits) - 1;
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = white - values[i];
            }
        }
    }

    // A strip or a tile. The last tiles of a row and of a column reach beyond the picture.
    private sealed class Block
    {
        private readonly SampleFormat format;
        private readonly int samples;
        private readonly int rowLength;
        private readonly int pageHeight;
        private readonly byte[] content;
        private readonly float[] row;

        public Block(TiffPage page, int samples)
        {
            (Width, Height) = page.Block;
            (format, this.samples, pageHeight) = (page.Format, samples, page.Height);
            rowLength = checked((int)format.RowLength((long)Width * samples));
            (content, row) = (new byte[checked(rowLength * Height)], new float[checked(Width * samples)]);
        }

        public int Width { get; }

        public int Height { get; }

        public void Read(Tiff tiff, int x, int y, int plane, long length)
        {
            // The length of a block is a claim of the file, for which the library would allocate memory.
            var (isTiled, rows) = (tiff.IsTiled(), Math.Min(Height, pageHeight - y));
            var number = isTiled ? tiff.ComputeTile(x, y, 0, (short)plane) : tiff.ComputeStrip(y, (short)plane);
            var fits = (isTiled ? tiff.RawTileSize(number) : tiff.RawStripSize(number)) <= length;
            var wanted = isTiled ? content.Length : rows * rowLength;
            var read = !fits ? -1 : isTiled ? tiff.ReadEncodedTile(number, content, 0, wanted) : tiff.ReadEncodedStrip(number, content, 0, wanted);
            if (read < wanted)
            {
                throw new InputException("it is damaged or truncated");
            }
        }

        public void CopyTo(Raster raster, int x, int y, int plane)
        {
            for (var r = 0; r < Height && y + r < raster.Height; r++)
            {
                format.Unpack(content.AsSpan(r * rowLength, rowLength), row);
                for (var c = 0; c < samples; c++)
                {
                    var at = ((c + plane) * raster.Pixels) + ((y + r) * raster.Width) + x;
                    for (var i = 0; i < Width && x + i < raster.Width; i++)
                    {
                        raster.Values[at + i] = row[(i * samples) + c];
                    }
                }
            }
        }
    }
}
