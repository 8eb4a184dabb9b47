using System.Runtime.InteropServices;
using LossDsl.Cuda.Native;

namespace LossDsl.GpuCheck.Timing;

/// <summary>Functions of the CUDA driver that checks need and losses do not: events, memory in use, the name of the device. All are for device 0, in libtorch's context.</summary>
internal sealed unsafe class GpuDriver
{
    private const int CacheSizeAttribute = 38;

    private readonly nint library = DriverLibrary.Load();
    private readonly Driver driver;
    private readonly PrimaryContext context;
    private readonly int device;
    private readonly nint start, end;
    private readonly delegate* unmanaged<nint, nint, int> eventRecord;
    private readonly delegate* unmanaged<nint, int> eventSynchronize;
    private readonly delegate* unmanaged<float*, nint, nint, int> elapsedTime;
    private readonly delegate* unmanaged<nuint*, nuint*, int> memoryInfo;

    public GpuDriver()
    {
        driver = new(library);
        int number;
        Check(driver.DeviceGet(&number, 0));
        device = number;
        context = new(driver, device);
        eventRecord = (delegate* unmanaged<nint, nint, int>)Export("cuEventRecord");
        eventSynchronize = (delegate* unmanaged<nint, int>)Export("cuEventSynchronize");
        elapsedTime = (delegate* unmanaged<float*, nint, nint, int>)Export("cuEventElapsedTime");
        memoryInfo = (delegate* unmanaged<nuint*, nuint*, int>)Export("cuMemGetInfo_v2");
        Name = ReadName();
        Enter();
        (start, end) = (NewEvent(), NewEvent());
    }

    /// <summary>Name of the device.</summary>
    public string Name { get; }

    /// <summary>Bytes of the L2 cache.</summary>
    public long CacheSize
    {
        get
        {
            int bytes;
            Check(driver.DeviceGetAttribute(&bytes, CacheSizeAttribute, device));
            return bytes;
        }
    }

    /// <summary>Bytes of the device's memory that this and all other processes use, memory that libtorch keeps for reuse included.</summary>
    public long UsedMemory
    {
        get
        {
            Enter();
            nuint free, total;
            Check(memoryInfo(&free, &total));
            return (long)(total - free);
        }
    }

    /// <summary>Records the first event in libtorch's current stream.</summary>
    public void RecordStart() => Record(start);

    /// <summary>Records the second event in libtorch's current stream.</summary>
    public void RecordEnd() => Record(end);

    /// <summary>Waits for the second event. Returns the microseconds between both.</summary>
    public double ElapsedMicroseconds()
    {
        float milliseconds;
        Check(eventSynchronize(end));
        Check(elapsedTime(&milliseconds, start, end));
        return 1e3 * milliseconds;
    }

    private void Record(nint recorded)
    {
        Enter();
        Check(eventRecord(recorded, CudaStream.Current(0)));
    }

    // libtorch has made the context that of this thread, if it has computed anything here.
    private void Enter() => Check(context.Enter(out _));

    private nint NewEvent()
    {
        nint created;
        Check(((delegate* unmanaged<nint*, uint, int>)Export("cuEventCreate"))(&created, 0));
        return created;
    }

    private string ReadName()
    {
        var text = stackalloc byte[256];
        Check(((delegate* unmanaged<byte*, int, int, int>)Export("cuDeviceGetName"))(text, 256, device));
        return Marshal.PtrToStringUTF8((nint)text)!;
    }

    private nint Export(string name) => NativeLibrary.GetExport(library, name);

    private void Check(int error)
    {
        if (error != 0)
        {
            throw new InvalidOperationException($"The CUDA driver reports {driver.ErrorName(error)}: {driver.ErrorText(error)}");
        }
    }
}
