using System.Runtime.InteropServices;

namespace LossDsl.Cuda.Native;

/// <summary>Functions of the CUDA driver, by address. Each returns a CUresult, 0 for success.</summary>
internal sealed unsafe class Driver
{
    private readonly delegate* unmanaged<int, byte**, int> getErrorName, getErrorString;

    /// <param name="library">Handle of the library.</param>
    /// <exception cref="CudaUnavailableException">The driver finds no device, or does not start.</exception>
    public Driver(nint library)
    {
        DeviceGet = (delegate* unmanaged<int*, int, int>)NativeFunction.Find(library, "cuDeviceGet");
        DeviceGetAttribute = (delegate* unmanaged<int*, int, int, int>)NativeFunction.Find(library, "cuDeviceGetAttribute");
        DevicePrimaryContextRetain = (delegate* unmanaged<nint*, int, int>)NativeFunction.Find(library, "cuDevicePrimaryCtxRetain");
        ContextGetCurrent = (delegate* unmanaged<nint*, int>)NativeFunction.Find(library, "cuCtxGetCurrent");
        ContextPush = (delegate* unmanaged<nint, int>)NativeFunction.Find(library, "cuCtxPushCurrent_v2");
        ContextPop = (delegate* unmanaged<nint*, int>)NativeFunction.Find(library, "cuCtxPopCurrent_v2");
        ModuleLoadData = (delegate* unmanaged<nint*, byte*, int>)NativeFunction.Find(library, "cuModuleLoadData");
        ModuleGetFunction = (delegate* unmanaged<nint*, nint, byte*, int>)NativeFunction.Find(library, "cuModuleGetFunction");
        FunctionSetAttribute = (delegate* unmanaged<nint, int, int, int>)NativeFunction.Find(library, "cuFuncSetAttribute");
        LaunchKernel = (delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, void**, void**, int>)NativeFunction.Find(library, "cuLaunchKernel");
        getErrorName = (delegate* unmanaged<int, byte**, int>)NativeFunction.Find(library, "cuGetErrorName");
        getErrorString = (delegate* unmanaged<int, byte**, int>)NativeFunction.Find(library, "cuGetErrorString");
        Start((delegate* unmanaged<uint, int>)NativeFunction.Find(library, "cuInit"));
    }

    public readonly delegate* unmanaged<int*, int, int> DeviceGet;
    public readonly delegate* unmanaged<int*, int, int, int> DeviceGetAttribute;
    public readonly delegate* unmanaged<nint*, int, int> DevicePrimaryContextRetain;
    public readonly delegate* unmanaged<nint*, int> ContextGetCurrent;
    public readonly delegate* unmanaged<nint, int> ContextPush;
    public readonly delegate* unmanaged<nint*, int> ContextPop;
    public readonly delegate* unmanaged<nint*, byte*, int> ModuleLoadData;
    public readonly delegate* unmanaged<nint*, nint, byte*, int> ModuleGetFunction;
    public readonly delegate* unmanaged<nint, int, int, int> FunctionSetAttribute;
    public readonly delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, void**, void**, int> LaunchKernel;

    /// <summary>Returns the name of an error: CUDA_ERROR_ILLEGAL_ADDRESS.</summary>
    public string ErrorName(int error) => Text(getErrorName, error) ?? $"CUresult {error}";

    /// <summary>Returns the driver's description of an error.</summary>
    public string ErrorText(int error) => Text(getErrorString, error) ?? "unknown error";

    private static string? Text(delegate* unmanaged<int, byte**, int> get, int error)
    {
        byte* text = null;
        return get(error, &text) == 0 ? Marshal.PtrToStringUTF8((nint)text) : null;
    }

    private void Start(delegate* unmanaged<uint, int> initialize)
    {
        var error = initialize(0);
        if (error != 0)
        {
            throw new CudaUnavailableException($"The CUDA driver does not start: {ErrorName(error)}, {ErrorText(error)}.",
                "Make 'nvidia-smi' list a GPU: it needs a driver that fits the kernel of the system, and a GPU that CUDA_VISIBLE_DEVICES does not hide.");
        }
    }
}
