namespace LossDsl.Kernels.Memory;

/// <summary>Owner of one block of reused native memory, which disposal returns. It holds a field for as long as a group of images is evaluated, or temporary rows of a window.</summary>
/// <param name="size">Number of bytes.</param>
internal sealed class FieldMemory(nint size) : IDisposable
{
    /// <summary>Address of the first byte. The contents are undefined at first.</summary>
    public nint Address { get; } = ReusedMemory.Take(size);

    public void Dispose() => ReusedMemory.Return(Address);
}
