using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Kernels.Memory;

/// <summary>
/// Tensors as memory. TorchSharp has the way to it, but keeps it to itself: its storages begin where the storage begins, not the tensor. These are the native functions that it
/// calls, from the library that it has loaded.
/// </summary>
internal static unsafe class NativeTensor
{
    private static readonly nint Library = NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);

    private static readonly delegate* unmanaged<nint, nint> Data = (delegate* unmanaged<nint, nint>)NativeLibrary.GetExport(Library, "THSTensor_data");

    private static readonly delegate* unmanaged<nint, delegate* unmanaged<nint, void>, long*, int, sbyte, sbyte, int, int, byte, nint> New =
        (delegate* unmanaged<nint, delegate* unmanaged<nint, void>, long*, int, sbyte, sbyte, int, int, byte, nint>)NativeLibrary.GetExport(Library, "THSTensor_new");

    /// <summary>Where the first number of a contiguous CPU tensor is. The caller keeps the tensor alive.</summary>
    public static nint Address(Tensor tensor) => Data(tensor.Handle);

    /// <summary>A CPU tensor over memory of the caller.</summary>
    /// <param name="address">The first number.</param>
    /// <param name="shape">Its shape, contiguous.</param>
    /// <param name="type">Its type.</param>
    /// <param name="release">Called with the address when nothing refers to the memory any more: no tensor, no view of it, no graph. On any thread.</param>
    public static Tensor Over(nint address, ReadOnlySpan<long> shape, ScalarType type, delegate* unmanaged<nint, void> release)
    {
        fixed (long* lengths = shape)
        {
            return Tensor.UnsafeCreateTensor(New(address, release, lengths, shape.Length, (sbyte)type, (sbyte)type, (int)DeviceType.CPU, -1, 0));
        }
    }
}
