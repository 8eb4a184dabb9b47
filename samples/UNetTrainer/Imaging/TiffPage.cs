using BitMiracle.LibTiff.Classic;

namespace UNetTrainer.Imaging;

/// <summary>Page of a TIFF file as its directory describes it (TIFF 6.0).</summary>
internal sealed class TiffPage
{
    private readonly Tiff tiff;

    /// <param name="tiff">File whose current directory is described.</param>
    public TiffPage(Tiff tiff)
    {
        this.tiff = tiff;
        (Width, Height, Samples) = (Field(TiffTag.IMAGEWIDTH), Field(TiffTag.IMAGELENGTH), Field(TiffTag.SAMPLESPERPIXEL));
        Photometric = (Photometric)Field(TiffTag.PHOTOMETRIC);
        Compression = (Compression)Field(TiffTag.COMPRESSION);
        Orientation = Field(TiffTag.ORIENTATION);
        IsSeparate = Samples > 1 && Field(TiffTag.PLANARCONFIG) == (int)PlanarConfig.SEPARATE;
        (SampleFormatTag, Format) = (Field(TiffTag.SAMPLEFORMAT), new(Field(TiffTag.BITSPERSAMPLE), KindOf(Field(TiffTag.SAMPLEFORMAT))));
        IsReduced = (Field(TiffTag.SUBFILETYPE) & (int)(FileType.REDUCEDIMAGE | FileType.MASK)) != 0 || Field(TiffTag.OSUBFILETYPE) == (int)OFileType.REDUCEDIMAGE;
    }

    /// <summary>Number of pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Number of samples of a pixel, with those beyond the colours.</summary>
    public int Samples { get; }

    /// <summary>Format of the samples.</summary>
    public SampleFormat Format { get; }

    /// <summary>Meaning of the samples.</summary>
    public Photometric Photometric { get; }

    /// <summary>Compression of the samples.</summary>
    public Compression Compression { get; }

    /// <summary>Place of the first stored row and column, from 1 to 8.</summary>
    public int Orientation { get; }

    /// <summary>Whether each sample has strips or tiles of its own.</summary>
    public bool IsSeparate { get; }

    /// <summary>Whether the page is a thumbnail, a level of a pyramid, or a transparency mask of another page.</summary>
    public bool IsReduced { get; }

    /// <summary>Whether samples can be unpacked as they are stored.</summary>
    public bool IsPlain => Format.IsKnown && SampleFormatTag is 1 or 2 or 3 or 4 && (Compression != Compression.JPEG || Format.Bits == 8)
        && Photometric is Photometric.MINISBLACK or Photometric.MINISWHITE or Photometric.RGB or Photometric.PALETTE;

    /// <summary>Whether the library converts the page to RGB of 8 bits without a loss of depth.</summary>
    public bool IsConvertible => Format is { Bits: 8, Kind: SampleKind.Unsigned } && !IsPlain;

    /// <summary>Whether the first extra sample is the opacity of the pixel.</summary>
    public bool HasAlpha => Samples > Colours && (tiff.GetField(TiffTag.EXTRASAMPLES)?[1].Value as Array) is { Length: > 0 } extra && Convert.ToInt32(extra.GetValue(0), null) is 1 or 2;

    /// <summary>Number of channels without alpha, and without samples beside RGB and palette indices. Grey has as many channels as it has samples.</summary>
    public int Channels => Photometric is Photometric.MINISBLACK or Photometric.MINISWHITE ? Samples - (HasAlpha ? 1 : 0) : Math.Min(Samples, Colours);

    /// <summary>Width and height of a tile, or of a strip.</summary>
    public (int Width, int Height) Block => tiff.IsTiled()
        ? (Field(TiffTag.TILEWIDTH), Field(TiffTag.TILELENGTH))
        : (Width, Field(TiffTag.ROWSPERSTRIP) is var rows && rows > 0 ? Math.Min(rows, Height) : Height);

    /// <summary>Colours by index as 0xRRGGBB; empty without a colour map.</summary>
    public IReadOnlyList<int> Palette
    {
        get
        {
            if (Photometric != Photometric.PALETTE || tiff.GetField(TiffTag.COLORMAP) is not { Length: 3 } map)
            {
                return [];
            }

            var (red, green, blue) = (map[0].ToUShortArray(), map[1].ToUShortArray(), map[2].ToUShortArray());

            // The specification asks for 16 bits, but some programs write 8.
            var shift = red.Concat(green).Concat(blue).Any(static v => v > byte.MaxValue) ? 8 : 0;
            return [.. red.Select((r, i) => ((r >> shift) << 16) | ((green[i] >> shift) << 8) | (blue[i] >> shift))];
        }
    }

    private int SampleFormatTag { get; }

    private int Colours => Photometric is Photometric.MINISBLACK or Photometric.MINISWHITE or Photometric.PALETTE ? 1 : 3;

    /// <summary>Returns the kind of page, e.g. <c>float32 TIFF of 3 channels</c>.</summary>
    public override string ToString()
    {
        var format = SampleFormatTag is 5 or 6 ? FormattableString.Invariant($"complex {Format.Bits}-bit") : Format.ToString();
        var compression = tiff.IsCodecConfigured(Compression) ? "" : $" with {TiffCompression.Name(Compression)} compression";
        return $"{format}{Colour} TIFF{(Samples > 1 ? FormattableString.Invariant($" of {Samples} channels") : "")}{compression}";
    }

    private string Colour => Photometric switch
    {
        Photometric.RGB => " RGB",
        Photometric.PALETTE => " palette",
        Photometric.YCBCR => " YCbCr",
        Photometric.SEPARATED => " CMYK",
        Photometric.CIELAB or Photometric.ICCLAB or Photometric.ITULAB => " Lab",
        Photometric.LOGL or Photometric.LOGLUV => " LogLuv",
        _ when Samples == 1 => " grey",
        _ => "",
    };

    private int Field(TiffTag tag) => tiff.GetFieldDefaulted(tag)?[0].ToInt() ?? 0;

    private static SampleKind KindOf(int format) => format switch { 2 => SampleKind.Signed, 3 => SampleKind.Float, _ => SampleKind.Unsigned };
}
