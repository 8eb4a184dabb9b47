namespace UNetTrainer.Imaging;

/// <summary>Checked header of a NIfTI file: the fields that are needed to read voxels.</summary>
/// <param name="Width">Number of voxels along x.</param>
/// <param name="Height">Number of voxels along y.</param>
/// <param name="Depth">Number of voxels along z.</param>
/// <param name="Type">Data type of a stored voxel.</param>
/// <param name="BigEndian">Whether voxels are big-endian.</param>
/// <param name="VoxelOffset">Byte offset of the first voxel in the file that holds the voxels.</param>
/// <param name="Slope">Factor of stored values.</param>
/// <param name="Intercept">Number that is added after the multiplication.</param>
internal sealed record NiftiHeader(
    int Width, int Height, int Depth, NiftiType Type, bool BigEndian, long VoxelOffset, double Slope, double Intercept)
{
    private const long LargestOffset = 1L << 40;

    /// <summary>Map from voxels to world coordinates.</summary>
    public Geometry Geometry { get; init; } = Geometry.Unknown;

    /// <summary>Number of volumes along the dimensions after the third.</summary>
    public double Volumes { get; init; } = 1;

    /// <summary>Whether voxels lie in a file of their own, the .img of a pair.</summary>
    public bool IsPair { get; init; }

    /// <summary>Number of bytes that were read of the file that holds the voxels: those of the header in a single file.</summary>
    public int BytesBefore { get; init; }

    /// <summary>Number of voxels of a volume. May be larger than any memory.</summary>
    public double Count => (double)Width * Height * Depth;

    /// <summary>Length in bytes of the file that holds the voxels, up to the last voxel that the header claims.</summary>
    public double ClaimedLength => VoxelOffset + (Count * Volumes * Type.Bytes);

    /// <summary>Checks a header.</summary>
    /// <exception cref="NiftiException">The header is not that of an image of a scalar type, or contradicts itself.</exception>
    public static NiftiHeader Parse(NiftiBytes bytes)
    {
        var pair = IsPairMagic(bytes.Magic);
        var (width, height, depth, volumes) = Dimensions(bytes);
        var type = VoxelType(bytes);
        var (slope, intercept) = Scaling(bytes);
        return new(width, height, depth, type, bytes.IsBigEndian, Offset(bytes, pair), slope, intercept)
        {
            Geometry = NiftiSpace.Read(bytes),
            Volumes = volumes,
            IsPair = pair,
            BytesBefore = pair ? 0 : bytes.Bytes.Length,
        };
    }

    private static bool IsPairMagic(ReadOnlySpan<byte> magic) => magic switch
    {
        [(byte)'n', (byte)'+', (byte)'1', 0] or [(byte)'n', (byte)'+', (byte)'2', 0, ..] => false,
        [(byte)'n', (byte)'i', (byte)'1', 0] or [(byte)'n', (byte)'i', (byte)'2', 0, ..] => true,
        _ => throw new NiftiException("it is no NIfTI file: the magic 'n+1' is missing (an ANALYZE 7.5 header must be converted first)"),
    };

    private static (int Width, int Height, int Depth, double Volumes) Dimensions(NiftiBytes bytes)
    {
        var dimensions = bytes.Whole(NiftiField.Dim);
        if (dimensions is < 2 or > 7)
        {
            throw new NiftiException($"it has {dimensions} dimensions; 2, 3, or 4 were expected");
        }

        int[] lengths = [.. Enumerable.Range(1, 7).Select(i => i <= dimensions ? Length(bytes, i) : 1)];
        return (lengths[0], lengths[1], lengths[2], lengths[3..].Aggregate(1.0, static (n, length) => n * length));
    }

    private static int Length(NiftiBytes bytes, int dimension) => bytes.Whole(NiftiField.Dim, dimension) switch
    {
        < 1 and var length => throw new NiftiException($"dimension {dimension} has {length} voxels; 1 or more were expected"),
        > int.MaxValue and var length => throw new NiftiException($"dimension {dimension} has {length} voxels, which are too many"),
        var length => (int)length,
    };

    private static NiftiType VoxelType(NiftiBytes bytes)
    {
        var code = (short)bytes.Whole(NiftiField.DataType);
        if (!NiftiType.ByCode.TryGetValue(code, out var type))
        {
            throw new NiftiException($"its data type {code} ({NiftiType.Describe(code)}) is not supported; one of {NiftiType.Supported} was expected");
        }

        var bits = bytes.Whole(NiftiField.BitPix);
        return bits == 8 * type.Bytes
            ? type
            : throw new NiftiException($"its header contradicts itself: data type {type.Name}, but {bits} bits a voxel");
    }

    private static long Offset(NiftiBytes bytes, bool pair)
    {
        var smallest = pair ? 0 : bytes.FirstVoxel;
        var offset = bytes.IsSecond ? bytes.Whole(NiftiField.VoxOffset) : bytes.Real(NiftiField.VoxOffset);

        // Some writers leave the offset out. In a single file the voxels then have only one possible place.
        return offset == 0 ? smallest
            : offset >= smallest && offset < LargestOffset && offset == Math.Floor(offset) ? (long)offset
            : throw new NiftiException($"its voxels begin at byte {offset}; a whole number from {smallest} was expected");
    }

    private static (double Slope, double Intercept) Scaling(NiftiBytes bytes)
    {
        var (slope, intercept) = (bytes.Real(NiftiField.Slope), bytes.Real(NiftiField.Intercept));

        // By the standard a slope of 0 means no scaling. Some writers store NaN for the same.
        if (slope == 0 || double.IsNaN(slope))
        {
            return (1, 0);
        }

        return double.IsFinite(slope) && double.IsFinite(intercept)
            ? (slope, intercept)
            : throw new NiftiException($"its scaling is {slope} and {intercept}; finite numbers were expected");
    }
}
