using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossDsl.Lanes;

/// <summary>Loads bytes and converts them to vectors of float32 or float64, for masks and class indices. Vector load methods of the base library do not convert.</summary>
internal static class Bytes
{
    /// <summary>Loads 16 bytes from <paramref name="offset"/> on.</summary>
    public static Vector512<float> Single512(ref readonly byte source, nint offset) => Vector512.Create(Single256(in source, offset), Single256(in source, offset + 8));

    /// <summary>Loads 8 bytes from <paramref name="offset"/> on.</summary>
    public static Vector256<float> Single256(ref readonly byte source, nint offset) => Vector256.Create(Single128(in source, offset), Single128(in source, offset + 4));

    /// <summary>Loads 4 bytes from <paramref name="offset"/> on.</summary>
    public static Vector128<float> Single128(ref readonly byte source, nint offset)
    {
        var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(in Unsafe.Add(ref Unsafe.AsRef(in source), offset))).AsByte();
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32());
    }

    /// <summary>Loads 8 bytes from <paramref name="offset"/> on.</summary>
    public static Vector512<double> Double512(ref readonly byte source, nint offset) => Vector512.WidenLower(Single256(in source, offset).ToVector512Unsafe());

    /// <summary>Loads 4 bytes from <paramref name="offset"/> on.</summary>
    public static Vector256<double> Double256(ref readonly byte source, nint offset) => Vector256.WidenLower(Single128(in source, offset).ToVector256Unsafe());

    /// <summary>Loads 2 bytes from <paramref name="offset"/> on.</summary>
    public static Vector128<double> Double128(ref readonly byte source, nint offset) =>
        Vector128.Create((double)Unsafe.Add(ref Unsafe.AsRef(in source), offset), Unsafe.Add(ref Unsafe.AsRef(in source), offset + 1));
}
