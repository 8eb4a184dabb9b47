using System.Runtime.CompilerServices;

namespace LossDsl.Orders;

/// <summary>Keys of 64 bits of a sequence of values, which increase as the values decrease.</summary>
internal interface IWideKeys
{
    ulong Key(int position);
}

/// <summary>Keys of float32 values, in the upper 32 bits.</summary>
internal readonly unsafe struct WideSingleKeys(float* values) : IWideKeys
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Key(int position) => (ulong)new SingleKeys(values).Key(position) << 32;
}

/// <summary>Keys of float64 values.</summary>
internal readonly unsafe struct DoubleKeys(double* values) : IWideKeys
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Key(int position) => LowKeys.Of(values[position]);
}
