using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Kernels.Memory;

/// <summary>
/// Converts between tensors and addresses. TorchSharp's public API offers only the start of a tensor's storage, which may lie before the tensor's first element. This class calls
/// the native functions that TorchSharp itself calls, from the library that TorchSharp has loaded.
/// </summary>
internal static unsafe class NativeTensor
{
    private static readonly nint Library = NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);

    private static readonly delegate* unmanaged<nint, nint> Data = (delegate* unmanaged<nint, nint>)NativeLibrary.GetExport(Library, "THSTensor_data");

    private static readonly delegate* unmanaged<nint, delegate* unmanaged<nint, void>, long*, int, sbyte, sbyte, int, int, byte, nint> New =
        (delegate* unmanaged<nint, delegate* unmanaged<nint, void>, long*, int, sbyte, sbyte, int, int, byte, nint>)NativeLibrary.GetExport(Library, "THSTensor_new");

    /// <summary>Returns the address of the first element of a contiguous CPU tensor. The caller must keep the tensor alive.</summary>
    public static nint Address(Tensor tensor) => Data(tensor.Handle);

    /// <summary>Creates a contiguous CPU tensor over memory of the caller.</summary>
    /// <param name="address">Address of the first element.</param>
    /// <param name="shape">Shape of the tensor.</param>
    /// <param name="type">Element type of the tensor.</param>
    /// <param name="release">Callback that receives the address once no tensor, view or graph refers to the memory. libtorch calls it on any thread.</param>
    public static Tensor Over(nint address, ReadOnlySpan<long> shape, ScalarType type, delegate* unmanaged<nint, void> release)
    {
        fixed (long* lengths = shape)
        {
            return Tensor.UnsafeCreateTensor(New(address, release, lengths, shape.Length, (sbyte)type, (sbyte)type, (int)DeviceType.CPU, -1, 0));
        }
    }
}
