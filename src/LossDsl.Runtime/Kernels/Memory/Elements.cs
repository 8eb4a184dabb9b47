using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Memory;

/// <summary>Loads and stores lanes at addresses whose element type, float32 or float64, is that of the lane.</summary>
internal static unsafe class Elements
{
    /// <summary>Returns the bytes of an element: 4 or 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Size<TLane>()
        where TLane : struct, ILane<TLane> => TLane.IsSingle ? sizeof(float) : sizeof(double);

    /// <summary>Loads a lane from element <paramref name="index"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TLane>(void* source, nint index)
        where TLane : struct, ILane<TLane> => TLane.IsSingle ? TLane.Load(in *(float*)source, index) : TLane.Load(in *(double*)source, index);

    /// <summary>Stores a lane with a non-temporal store, which bypasses the caches. The address must be aligned to the size of the lane.</summary>
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

    /// <summary>Stores a lane from element <paramref name="index"/> on.</summary>
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
