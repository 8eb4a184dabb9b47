namespace LossDsl.Cuda.Native;

/// <summary>A kernel that takes one struct by value.</summary>
/// <param name="context">Context that the kernel is loaded in.</param>
/// <param name="function">The driver's handle.</param>
/// <param name="name">Name, for messages.</param>
/// <param name="loss">Name of the loss, for messages.</param>
internal sealed unsafe class CudaKernel(PrimaryContext context, nint function, string name, string loss)
{
    // Shared memory that a block has without asking.
    private const int DefaultSharedMemory = 48 * 1024;

    // CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES
    private const int SharedMemoryAttribute = 8;

    private readonly Lock growth = new();
    private int sharedMemory = DefaultSharedMemory;

    /// <summary>Launches the kernel and returns at once. The memory that the arguments refer to must live until the call returns; libtorch's allocator keeps it for the stream from then on.</summary>
    /// <param name="blocks">Number of blocks, from 1.</param>
    /// <param name="threads">Threads of a block, a multiple of 32.</param>
    /// <param name="sharedBytes">Bytes of dynamic shared memory.</param>
    /// <param name="arguments">The struct.</param>
    /// <param name="stream">The stream; 0 for the default one.</param>
    /// <exception cref="CudaException">The driver reports an error, perhaps that of an earlier kernel.</exception>
    public void Launch(long blocks, int threads, int sharedBytes, ReadOnlySpan<byte> arguments, nint stream)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blocks, int.MaxValue);
        var error = context.Enter(out var pushed);
        try
        {
            DriverError.Check(context.Driver, error, name, loss);
            AllowShared(sharedBytes);
            DriverError.Check(context.Driver, LaunchHere((uint)blocks, (uint)threads, (uint)sharedBytes, arguments, stream), name, loss);
        }
        finally
        {
            if (pushed)
            {
                context.Leave();
            }
        }
    }

    private int LaunchHere(uint blocks, uint threads, uint sharedBytes, ReadOnlySpan<byte> arguments, nint stream)
    {
        fixed (byte* first = arguments)
        {
            void* parameter = first;
            return context.Driver.LaunchKernel(function, blocks, 1, 1, threads, 1, 1, sharedBytes, stream, &parameter, null);
        }
    }

    private void AllowShared(int bytes)
    {
        if (bytes <= Volatile.Read(ref sharedMemory))
        {
            return;
        }

        lock (growth)
        {
            if (bytes > sharedMemory)
            {
                DriverError.Check(context.Driver, context.Driver.FunctionSetAttribute(function, SharedMemoryAttribute, bytes), name, loss);
                Volatile.Write(ref sharedMemory, bytes);
            }
        }
    }
}
