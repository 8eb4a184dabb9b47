using System.Buffers.Binary;

namespace UNetTrainer.Imaging;

/// <summary>Header of a NIfTI-1 file, its first 348 bytes (nifti.nimh.nih.gov, nifti1.h). Holds the checked fields that are needed to read voxels.</summary>
/// <param name="Width">Number of voxels along x.</param>
/// <param name="Height">Number of voxels along y.</param>
/// <param name="Depth">Number of voxels along z.</param>
/// <param name="Type">Data type of a stored voxel.</param>
/// <param name="BigEndian">Whether header and voxels are big-endian.</param>
/// <param name="VoxelOffset">Byte offset of the first voxel in the file.</param>
/// <param name="Slope">Factor of stored values.</param>
/// <param name="Intercept">Number that is added after the multiplication.</param>
internal sealed record NiftiHeader(
    int Width, int Height, int Depth, NiftiType Type, bool BigEndian, long VoxelOffset, double Slope, double Intercept)
{
    /// <summary>Size of the header in bytes, without extensions.</summary>
    public const int Size = 348;

    private const int FirstVoxelOffset = 352;

    /// <summary>Distance of neighbouring voxels along x, y and z; 1 where the file states none.</summary>
    public (double X, double Y, double Z) Spacing { get; init; } = (1, 1, 1);

    /// <summary>Number of voxels: at most 32767³, which does not overflow.</summary>
    public long Count => (long)Width * Height * Depth;

    /// <summary>Length of the file in bytes, up to the last voxel that the header claims.</summary>
    public long ClaimedLength => VoxelOffset + (Count * Type.Bytes);

    /// <summary>Parses the header from its 348 bytes.</summary>
    /// <exception cref="NiftiException">The bytes are no header of a single-file NIfTI-1 image in three dimensions and of a scalar type.</exception>
    public static NiftiHeader Parse(ReadOnlySpan<byte> bytes)
    {
        var big = IsBigEndian(bytes);
        CheckMagic(bytes[344..348]);
        var (width, height, depth) = Dimensions(bytes, big);
        var type = VoxelType(bytes, big);
        var (slope, intercept) = Scaling(bytes, big);
        return new(width, height, depth, type, big, Offset(bytes, big), slope, intercept)
        {
            Spacing = (SpacingAt(bytes, 80, big), SpacingAt(bytes, 84, big), SpacingAt(bytes, 88, big)),
        };
    }

    private static bool IsBigEndian(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadInt32LittleEndian(bytes) switch
        {
            Size => false,
            0x5C010000 => true,
            540 or 0x1C020000 => throw new NiftiException("it is a NIfTI-2 file; NIfTI-1 was expected: convert it"),
            _ => throw new NiftiException("it is no NIfTI-1 file: it does not begin with the header's size, 348"),
        };

    private static void CheckMagic(ReadOnlySpan<byte> magic)
    {
        if (magic.SequenceEqual("ni1\0"u8))
        {
            throw new NiftiException("it is one of a .hdr/.img pair, which is not supported: convert it to a single .nii or .nii.gz file");
        }

        if (!magic.SequenceEqual("n+1\0"u8))
        {
            throw new NiftiException("it is no NIfTI-1 file: the magic 'n+1' is missing (an ANALYZE 7.5 header must be converted first)");
        }
    }

    private static (int Width, int Height, int Depth) Dimensions(ReadOnlySpan<byte> bytes, bool big)
    {
        Span<int> dim = stackalloc int[8];
        for (var i = 0; i < 8; i++)
        {
            dim[i] = Int16(bytes, 40 + (2 * i), big);
        }

        if (dim[0] is < 2 or > 7)
        {
            throw new NiftiException($"it has {dim[0]} dimensions; 2, 3, or 4 with one volume were expected");
        }

        for (var i = 1; i <= dim[0]; i++)
        {
            if (dim[i] < 1)
            {
                throw new NiftiException($"dimension {i} has {dim[i]} voxels; 1 or more were expected");
            }

            if (i > 3 && dim[i] != 1)
            {
                throw new NiftiException($"dimension {i} holds {dim[i]} volumes; one was expected: split the file");
            }
        }

        return (dim[1], dim[2], dim[0] > 2 ? dim[3] : 1);
    }

    private static NiftiType VoxelType(ReadOnlySpan<byte> bytes, bool big)
    {
        var code = Int16(bytes, 70, big);
        if (!NiftiType.ByCode.TryGetValue(code, out var type))
        {
            throw new NiftiException($"its data type {code} ({NiftiType.Describe(code)}) is not supported; one of {NiftiType.Supported} was expected");
        }

        var bits = Int16(bytes, 72, big);
        return bits == 8 * type.Bytes
            ? type
            : throw new NiftiException($"its header contradicts itself: data type {type.Name}, but {bits} bits a voxel");
    }

    private static long Offset(ReadOnlySpan<byte> bytes, bool big)
    {
        var offset = Single(bytes, 108, big);
        return offset switch
        {
            // Some writers leave the offset out. In a single file the voxels then have only one possible place.
            0 => FirstVoxelOffset,
            >= FirstVoxelOffset and < 1L << 40 when offset == MathF.Floor(offset) => (long)offset,
            _ => throw new NiftiException($"its voxels begin at byte {offset}; a whole number from {FirstVoxelOffset} was expected"),
        };
    }

    private static (double Slope, double Intercept) Scaling(ReadOnlySpan<byte> bytes, bool big)
    {
        var (slope, intercept) = (Single(bytes, 112, big), Single(bytes, 116, big));

        // By the standard a slope of 0 means no scaling. Some writers store NaN for the same.
        if (slope == 0 || float.IsNaN(slope))
        {
            return (1, 0);
        }

        return float.IsFinite(slope) && float.IsFinite(intercept)
            ? (slope, intercept)
            : throw new NiftiException($"its scaling is {slope} and {intercept}; finite numbers were expected");
    }

    // Only the first number has a meaningful sign, but some writers store one here.
    private static double SpacingAt(ReadOnlySpan<byte> bytes, int at, bool big) =>
        Math.Abs(Single(bytes, at, big)) is var spacing and > 1e-6f and < 1e6f ? spacing : 1;

    private static short Int16(ReadOnlySpan<byte> bytes, int at, bool big) =>
        big ? BinaryPrimitives.ReadInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadInt16LittleEndian(bytes[at..]);

    private static float Single(ReadOnlySpan<byte> bytes, int at, bool big) =>
        big ? BinaryPrimitives.ReadSingleBigEndian(bytes[at..]) : BinaryPrimitives.ReadSingleLittleEndian(bytes[at..]);
}
