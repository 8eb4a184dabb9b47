using System.Buffers.Binary;
using System.IO.Compression;

namespace UNetTrainer.Tests.Support;

/// <summary>NIfTI-1 file to be written to memory, in which each header field can have a wrong value.</summary>
internal sealed record NiftiFile
{
    /// <summary>Header field dim: the number of dimensions and their lengths.</summary>
    public short[] Dim { get; init; } = [3, 3, 2, 4, 1, 1, 1, 1];

    /// <summary>Header field datatype: the code of the type of a voxel, e.g. 16 for float32.</summary>
    public short Type { get; init; } = 16;

    /// <summary>Header field bitpix: bits per voxel; null for those of the type.</summary>
    public short? Bits { get; init; }

    public bool BigEndian { get; init; }

    /// <summary>Header field vox_offset: the byte at which the voxels begin.</summary>
    public float Offset { get; init; } = 352;

    public float Slope { get; init; }

    public float Intercept { get; init; }

    public string Magic { get; init; } = "n+1\0";

    /// <summary>Header field pixdim: the sign of qform's third axis, then the spacing.</summary>
    public float[] PixDim { get; init; } = [];

    /// <summary>Header field xyzt_units.</summary>
    public byte Units { get; init; }

    /// <summary>Rows of the matrix of sform, 12 numbers; empty for a code of 0.</summary>
    public float[] Sform { get; init; } = [];

    /// <summary>Quaternion b, c, d and origin of qform, 6 numbers; empty for a code of 0.</summary>
    public float[] Qform { get; init; } = [];

    /// <summary>Bytes between the header and the voxels, from byte 348 on.</summary>
    public byte[] Extension { get; init; } = new byte[4];

    /// <summary>Voxel values, in file order.</summary>
    public double[] Values { get; init; } = [];

    /// <summary>The supported types by their code: bytes per voxel, and the function that writes one (big-endian if the last argument is true).</summary>
    public static IReadOnlyDictionary<short, (int Bytes, Action<Span<byte>, double, bool> Write)> Types { get; } = new Dictionary<short, (int, Action<Span<byte>, double, bool>)>
    {
        [2] = (1, static (s, v, _) => s[0] = (byte)v),
        [4] = (2, static (s, v, big) => Write(s, big, b => BinaryPrimitives.WriteInt16LittleEndian(b, (short)v))),
        [8] = (4, static (s, v, big) => Write(s, big, b => BinaryPrimitives.WriteInt32LittleEndian(b, (int)v))),
        [16] = (4, static (s, v, big) => Write(s, big, b => BinaryPrimitives.WriteSingleLittleEndian(b, (float)v))),
        [64] = (8, static (s, v, big) => Write(s, big, b => BinaryPrimitives.WriteDoubleLittleEndian(b, v))),
        [256] = (1, static (s, v, _) => s[0] = (byte)(sbyte)v),
        [512] = (2, static (s, v, big) => Write(s, big, b => BinaryPrimitives.WriteUInt16LittleEndian(b, (ushort)v))),
        [768] = (4, static (s, v, big) => Write(s, big, b => BinaryPrimitives.WriteUInt32LittleEndian(b, (uint)v))),
        [1024] = (8, static (s, v, big) => Write(s, big, b => BinaryPrimitives.WriteInt64LittleEndian(b, (long)v))),
        [1280] = (8, static (s, v, big) => Write(s, big, b => BinaryPrimitives.WriteUInt64LittleEndian(b, (ulong)v))),
    };

    /// <summary>Returns the bytes of the uncompressed file.</summary>
    public byte[] ToBytes()
    {
        var header = new byte[348];
        Put(header, 0, 4, static (b, v) => BinaryPrimitives.WriteInt32LittleEndian(b, (int)v), 348);
        for (var i = 0; i < 8; i++)
        {
            PutShort(header, 40 + (2 * i), Dim[i]);
        }

        var size = Types.TryGetValue(Type, out var type) ? type.Bytes : 1;
        PutShort(header, 70, Type);
        PutShort(header, 72, Bits ?? (short)(8 * size));
        PutSingle(header, 108, Offset);
        PutSingle(header, 112, Slope);
        PutSingle(header, 116, Intercept);
        header[123] = Units;
        PutShort(header, 252, (short)(Qform.Length > 0 ? 1 : 0));
        PutShort(header, 254, (short)(Sform.Length > 0 ? 1 : 0));
        foreach (var (at, numbers) in new[] { (76, PixDim), (256, Qform), (280, Sform) })
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                PutSingle(header, at + (4 * i), numbers[i]);
            }
        }

        System.Text.Encoding.ASCII.GetBytes(Magic).CopyTo(header, 344);

        var voxels = new byte[Values.Length * size];
        for (var i = 0; i < Values.Length; i++)
        {
            type.Write(voxels.AsSpan(i * size, size), Values[i], BigEndian);
        }

        return [.. header, .. Extension, .. voxels];
    }

    public static byte[] Gzip(byte[] content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    private static void Write(Span<byte> destination, bool big, Action<byte[]> littleEndian)
    {
        var bytes = new byte[destination.Length];
        littleEndian(bytes);
        if (big)
        {
            Array.Reverse(bytes);
        }

        bytes.CopyTo(destination);
    }

    private void PutShort(byte[] header, int at, short value) =>
        Put(header, at, 2, static (b, v) => BinaryPrimitives.WriteInt16LittleEndian(b, (short)v), value);

    private void PutSingle(byte[] header, int at, float value) =>
        Put(header, at, 4, static (b, v) => BinaryPrimitives.WriteSingleLittleEndian(b, (float)v), value);

    private void Put(byte[] header, int at, int size, Action<byte[], double> write, double value) =>
        Write(header.AsSpan(at, size), BigEndian, b => write(b, value));
}
