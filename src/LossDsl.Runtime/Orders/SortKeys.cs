using System.Runtime.CompilerServices;

namespace LossDsl.Orders;

/// <summary>Sequence of pixels with 32 bits of each, which increase as the values decrease.</summary>
internal interface ISortKeys
{
    uint Key(int position);

    int Pixel(int position);
}

/// <summary>All bits of float32 values.</summary>
internal readonly unsafe struct SingleKeys(float* values) : ISortKeys
{
    // Adding 0 makes 0 of -0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Key(int position)
    {
        var bits = BitConverter.SingleToInt32Bits(values[position] + 0f);
        return ~(uint)(bits ^ ((bits >> 31) | int.MinValue));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Pixel(int position) => position;
}

/// <summary>The lower 32 bits of float64 values.</summary>
internal readonly unsafe struct LowKeys(double* values) : ISortKeys
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value + 0.0);
        return ~(ulong)(bits ^ ((bits >> 63) | long.MinValue));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Key(int position) => (uint)Of(values[position]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Pixel(int position) => position;
}

/// <summary>The upper 32 bits of float64 values, of pixels that are sorted by the lower ones.</summary>
internal readonly unsafe struct HighKeys(double* values, int* sorted) : ISortKeys
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Key(int position) => (uint)(LowKeys.Of(values[sorted[position]]) >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Pixel(int position) => sorted[position];
}
