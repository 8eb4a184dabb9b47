using System.Buffers.Binary;

namespace UNetTrainer.Imaging;

/// <summary>Scalar data type of NIfTI-1: code, name, size in bytes, and a function that reads a value; its second argument says whether bytes are big-endian.</summary>
internal sealed record NiftiType(short Code, string Name, int Bytes, Func<ReadOnlySpan<byte>, bool, double> Read)
{
    private static readonly NiftiType[] All =
    [
        new(2, "uint8", 1, static (b, _) => b[0]),
        new(4, "int16", 2, static (b, big) => big ? BinaryPrimitives.ReadInt16BigEndian(b) : BinaryPrimitives.ReadInt16LittleEndian(b)),
        new(8, "int32", 4, static (b, big) => big ? BinaryPrimitives.ReadInt32BigEndian(b) : BinaryPrimitives.ReadInt32LittleEndian(b)),
        new(16, "float32", 4, static (b, big) => big ? BinaryPrimitives.ReadSingleBigEndian(b) : BinaryPrimitives.ReadSingleLittleEndian(b)),
        new(64, "float64", 8, static (b, big) => big ? BinaryPrimitives.ReadDoubleBigEndian(b) : BinaryPrimitives.ReadDoubleLittleEndian(b)),
        new(256, "int8", 1, static (b, _) => (sbyte)b[0]),
        new(512, "uint16", 2, static (b, big) => big ? BinaryPrimitives.ReadUInt16BigEndian(b) : BinaryPrimitives.ReadUInt16LittleEndian(b)),
        new(768, "uint32", 4, static (b, big) => big ? BinaryPrimitives.ReadUInt32BigEndian(b) : BinaryPrimitives.ReadUInt32LittleEndian(b)),
        new(1024, "int64", 8, static (b, big) => big ? BinaryPrimitives.ReadInt64BigEndian(b) : BinaryPrimitives.ReadInt64LittleEndian(b)),
        new(1280, "uint64", 8, static (b, big) => big ? BinaryPrimitives.ReadUInt64BigEndian(b) : BinaryPrimitives.ReadUInt64LittleEndian(b)),
    ];

    /// <summary>Scalar types by code.</summary>
    public static IReadOnlyDictionary<short, NiftiType> ByCode { get; } = All.ToDictionary(static t => t.Code);

    /// <summary>Names of the supported types, for messages.</summary>
    public static string Supported { get; } = string.Join(", ", All.Select(static t => t.Name));

    /// <summary>Describes a code that is no scalar type, for messages.</summary>
    public static string Describe(short code) => code switch
    {
        1 => "1-bit",
        32 or 1792 or 2048 => "complex",
        128 or 2304 => "RGB",
        1536 => "float128",
        _ => "unknown",
    };
}
