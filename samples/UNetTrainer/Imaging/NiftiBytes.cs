namespace UNetTrainer.Imaging;

/// <summary>Bytes of a NIfTI header of either version, with access to its fields in either byte order. Values are not checked.</summary>
internal sealed class NiftiBytes
{
    /// <summary>Size of the smaller header, that of NIfTI-1.</summary>
    public const int Smallest = 348;

    private const int Largest = 540;

    private NiftiBytes(byte[] bytes, bool bigEndian) => (Bytes, IsBigEndian) = (bytes, bigEndian);

    /// <summary>The header, without extensions.</summary>
    public byte[] Bytes { get; }

    /// <summary>Whether header and voxels are big-endian.</summary>
    public bool IsBigEndian { get; }

    /// <summary>Whether the file is NIfTI-2.</summary>
    public bool IsSecond => Bytes.Length == Largest;

    /// <summary>Offset of the first voxel in a single file without extensions.</summary>
    public int FirstVoxel => Bytes.Length + 4;

    /// <summary>Bytes that say whether voxels follow in the same file.</summary>
    public Span<byte> Magic => IsSecond ? Bytes.AsSpan(4, 8) : Bytes.AsSpan(344, 4);

    /// <summary>Reads a header.</summary>
    /// <exception cref="NiftiException">The content does not begin with the size of a NIfTI header.</exception>
    /// <exception cref="EndOfStreamException">The content is shorter than the header.</exception>
    public static NiftiBytes Read(Stream content)
    {
        var bytes = new byte[Smallest];
        content.ReadExactly(bytes, 0, 4);
        var (size, big) = bytes.AsSpan(0, 4) switch
        {
            [0x5C, 1, 0, 0] => (Smallest, false),
            [0, 0, 1, 0x5C] => (Smallest, true),
            [0x1C, 2, 0, 0] => (Largest, false),
            [0, 0, 2, 0x1C] => (Largest, true),
            _ => throw new NiftiException(Dicom.Follows(content, 4) ? Dicom.Advice : "it is no NIfTI file: it does not begin with the header's size, 348 or 540"),
        };
        Array.Resize(ref bytes, size);
        content.ReadExactly(bytes, 4, size - 4);
        return new(bytes, big);
    }

    /// <summary>Creates a NIfTI-1 header of zeros for a volume of bytes that states no geometry.</summary>
    public static NiftiBytes Create(IReadOnlyList<int> lengths)
    {
        var header = new NiftiBytes(new byte[Smallest], bigEndian: false);
        header.Bytes[0] = 0x5C;
        header.Bytes[1] = 1;
        header.SetWhole(NiftiField.Dim, 3);
        foreach (var (i, length) in lengths.Index())
        {
            header.SetWhole(NiftiField.Dim, length, i + 1);
            header.SetReal(NiftiField.PixDim, 1, i + 1);
        }

        return header;
    }

    /// <summary>Returns a whole number.</summary>
    public long Whole(NiftiField field, int element = 0)
    {
        var place = Place(field, element);
        var unused = 8 * (sizeof(long) - place.Length);
        return (long)(Load(place) << unused) >> unused;
    }

    /// <summary>Returns a real number.</summary>
    public double Real(NiftiField field, int element = 0)
    {
        var place = Place(field, element);
        return place.Length == sizeof(float) ? BitConverter.UInt32BitsToSingle((uint)Load(place)) : BitConverter.UInt64BitsToDouble(Load(place));
    }

    /// <summary>Writes a whole number.</summary>
    public void SetWhole(NiftiField field, long value, int element = 0) => Store(Place(field, element), (ulong)value);

    /// <summary>Writes a real number.</summary>
    public void SetReal(NiftiField field, double value, int element = 0)
    {
        var place = Place(field, element);
        Store(place, place.Length == sizeof(float) ? BitConverter.SingleToUInt32Bits((float)value) : BitConverter.DoubleToUInt64Bits(value));
    }

    private Span<byte> Place(NiftiField f, int element) => IsSecond ? Bytes.AsSpan(f.At2 + (element * f.Bytes2), f.Bytes2) : Bytes.AsSpan(f.At + (element * f.Bytes), f.Bytes);

    private ulong Load(ReadOnlySpan<byte> place)
    {
        ulong value = 0;
        for (var i = 0; i < place.Length; i++)
        {
            value = (value << 8) | place[IsBigEndian ? i : place.Length - 1 - i];
        }

        return value;
    }

    private void Store(Span<byte> place, ulong value)
    {
        for (var i = 0; i < place.Length; i++)
        {
            place[IsBigEndian ? place.Length - 1 - i : i] = (byte)(value >> (8 * i));
        }
    }
}
