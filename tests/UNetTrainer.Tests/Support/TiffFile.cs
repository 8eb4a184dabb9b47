using BitMiracle.LibTiff.Classic;

namespace UNetTrainer.Tests.Support;

/// <summary>TIFF files of one or more pages of equal fields, written with the TIFF library.</summary>
internal sealed record TiffFile(int Width, int Height, int Bits)
{
    public int Samples { get; init; } = 1;

    public Photometric Photometric { get; init; } = Photometric.MINISBLACK;

    public Compression Compression { get; init; } = Compression.NONE;

    public bool IsTiled { get; init; }

    public string Mode { get; init; } = "w";

    /// <summary>Further fields of every page.</summary>
    public IReadOnlyList<(TiffTag Tag, object[] Values)> Fields { get; init; } = [];

    /// <summary>Writes a file. Each page is given as the bytes of its rows, or of its only tile of 16 x 16 pixels.</summary>
    public void Write(string path, params byte[][] pages)
    {
        using var tiff = Tiff.Open(path, Mode);
        foreach (var page in pages)
        {
            Set(tiff, TiffTag.IMAGEWIDTH, Width);
            Set(tiff, TiffTag.IMAGELENGTH, Height);
            Set(tiff, TiffTag.BITSPERSAMPLE, Bits);
            Set(tiff, TiffTag.SAMPLESPERPIXEL, Samples);
            Set(tiff, TiffTag.PHOTOMETRIC, Photometric);
            Set(tiff, TiffTag.COMPRESSION, Compression);
            Set(tiff, TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
            foreach (var (tag, values) in Fields)
            {
                Set(tiff, tag, values);
            }

            Write(tiff, page);
            Assert.True(tiff.WriteDirectory());
        }
    }

    private void Write(Tiff tiff, byte[] page)
    {
        if (IsTiled)
        {
            Set(tiff, TiffTag.TILEWIDTH, 16);
            Set(tiff, TiffTag.TILELENGTH, 16);
            Assert.True(tiff.WriteEncodedTile(0, page, page.Length) > 0);
            return;
        }

        Set(tiff, TiffTag.ROWSPERSTRIP, Height);
        Assert.True(tiff.WriteEncodedStrip(0, page, page.Length) > 0);
    }

    private static void Set(Tiff tiff, TiffTag tag, params object[] values) => Assert.True(tiff.SetField(tag, values), tag.ToString());
}
