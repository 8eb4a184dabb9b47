using System.Runtime.InteropServices;

namespace LossDsl.Kernels.Memory;

/// <summary>Memory for as long as a group is evaluated.</summary>
internal sealed unsafe class FieldMemory(nint size) : IDisposable
{
    public nint Address { get; } = (nint)NativeMemory.AlignedAlloc((nuint)Math.Max(size, 1), 64);

    public void Dispose() => NativeMemory.AlignedFree((void*)Address);
}
