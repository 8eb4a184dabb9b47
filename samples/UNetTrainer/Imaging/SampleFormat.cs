using System.Numerics;
using System.Runtime.InteropServices;

namespace UNetTrainer.Imaging;

/// <summary>Kind of the numbers that a picture stores.</summary>
internal enum SampleKind
{
    /// <summary>Whole numbers from 0.</summary>
    Unsigned,

    /// <summary>Whole numbers, two's complement.</summary>
    Signed,

    /// <summary>IEEE floating-point numbers.</summary>
    Float,
}

/// <summary>Format of the numbers that a picture stores.</summary>
/// <param name="Bits">Number of bits of one number.</param>
/// <param name="Kind">Kind of number.</param>
internal readonly record struct SampleFormat(int Bits, SampleKind Kind)
{
    /// <summary>Whether <see cref="Unpack"/> knows the format.</summary>
    public bool IsKnown => Kind == SampleKind.Float ? Bits is 16 or 32 or 64 : Bits is (>= 1 and <= 16) or 32 or 64;

    /// <summary>Returns the number of bytes of a row, which begins at a byte.</summary>
    public long RowLength(long samples) => ((samples * Bits) + 7) / 8;

    /// <summary>Converts numbers. Bytes of a number are in the machine's order; numbers that are no whole bytes follow each other from the highest bit.</summary>
    public void Unpack(ReadOnlySpan<byte> from, Span<float> to)
    {
        switch ((Kind, Bits))
        {
            case (SampleKind.Unsigned, 8): Widen<byte>(from, to); break;
            case (SampleKind.Signed, 8): Widen<sbyte>(from, to); break;
            case (SampleKind.Unsigned, 16): Widen<ushort>(from, to); break;
            case (SampleKind.Signed, 16): Widen<short>(from, to); break;
            case (SampleKind.Unsigned, 32): Widen<uint>(from, to); break;
            case (SampleKind.Signed, 32): Widen<int>(from, to); break;
            case (SampleKind.Unsigned, 64): Widen<ulong>(from, to); break;
            case (SampleKind.Signed, 64): Widen<long>(from, to); break;
            case (SampleKind.Float, 16): Widen<Half>(from, to); break;
            case (SampleKind.Float, 32): Widen<float>(from, to); break;
            case (SampleKind.Float, 64): Widen<double>(from, to); break;
            default: UnpackBits(from, to); break;
        }
    }

    /// <summary>Returns the format as text, e.g. <c>16-bit</c>, <c>signed 16-bit</c> or <c>float32</c>.</summary>
    public override string ToString() => Kind switch
    {
        SampleKind.Float => FormattableString.Invariant($"float{Bits}"),
        SampleKind.Signed => FormattableString.Invariant($"signed {Bits}-bit"),
        _ => FormattableString.Invariant($"{Bits}-bit"),
    };

    private static void Widen<T>(ReadOnlySpan<byte> from, Span<float> to)
        where T : unmanaged, INumber<T>
    {
        var numbers = MemoryMarshal.Cast<byte, T>(from);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = float.CreateTruncating(numbers[i]);
        }
    }

    private void UnpackBits(ReadOnlySpan<byte> from, Span<float> to)
    {
        var (buffer, held, next) = (0u, 0, 0);
        for (var i = 0; i < to.Length; i++)
        {
            for (; held < Bits; held += 8)
            {
                buffer = (buffer << 8) | from[next++];
            }

            held -= Bits;
            var number = (int)(buffer >> held) & ((1 << Bits) - 1);
            to[i] = Kind == SampleKind.Signed && number >> (Bits - 1) == 1 ? number - (1 << Bits) : number;
        }
    }
}
