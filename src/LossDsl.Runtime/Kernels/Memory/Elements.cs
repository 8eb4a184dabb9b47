using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Memory;

/// <summary>Numbers in memory, in the type that is computed in.</summary>
internal static unsafe class Elements
{
    /// <summary>The bytes of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Size<TLane>()
        where TLane : struct, ILane<TLane> => TLane.IsSingle ? sizeof(float) : sizeof(double);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TLane>(void* source, nint index)
        where TLane : struct, ILane<TLane> => TLane.IsSingle ? TLane.Load(in *(float*)source, index) : TLane.Load(in *(double*)source, index);

    /// <summary>Stores past the caches; the place is aligned to the size of the lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Stream<TLane>(TLane value, void* destination, nint index)
        where TLane : struct, ILane<TLane>
    {
        if (TLane.IsSingle)
        {
            TLane.Stream(value, ref *(float*)destination, index);
        }
        else
        {
            TLane.Stream(value, ref *(double*)destination, index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLane>(TLane value, void* destination, nint index)
        where TLane : struct, ILane<TLane>
    {
        if (TLane.IsSingle)
        {
            TLane.Store(value, ref *(float*)destination, index);
        }
        else
        {
            TLane.Store(value, ref *(double*)destination, index);
        }
    }
}
