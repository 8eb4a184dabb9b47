namespace LossDsl.Kernels.Memory;

/// <summary>Memory for as long as a group is evaluated.</summary>
internal sealed class FieldMemory(nint size) : IDisposable
{
    public nint Address { get; } = ReusedMemory.Take(size);

    public void Dispose() => ReusedMemory.Return(Address);
}
