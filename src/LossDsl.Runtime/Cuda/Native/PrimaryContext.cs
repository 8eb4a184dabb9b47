namespace LossDsl.Cuda.Native;

/// <summary>The primary context of a device, in which libtorch's tensors are. It is kept until the process ends.</summary>
/// <param name="driver">The driver.</param>
/// <param name="device">The driver's number of the device.</param>
internal sealed unsafe class PrimaryContext(Driver driver, int device)
{
    private nint handle;

    /// <summary>The driver.</summary>
    public Driver Driver => driver;

    /// <summary>Makes the context that of the calling thread.</summary>
    /// <param name="pushed">Whether <see cref="Leave"/> must be called.</param>
    /// <returns>A CUresult.</returns>
    public int Enter(out bool pushed)
    {
        pushed = false;
        nint current = 0;
        var error = handle == 0 ? Retain() : 0;
        error = error != 0 ? error : driver.ContextGetCurrent(&current);
        if (error != 0 || current == handle)
        {
            return error;
        }

        error = driver.ContextPush(handle);
        pushed = error == 0;
        return error;
    }

    /// <summary>Gives the thread its former context back.</summary>
    public void Leave()
    {
        nint popped;
        driver.ContextPop(&popped);
    }

    // Retained twice by two threads at once, it is the same context.
    private int Retain()
    {
        nint context;
        var error = driver.DevicePrimaryContextRetain(&context, device);
        handle = error == 0 ? context : 0;
        return error;
    }
}
