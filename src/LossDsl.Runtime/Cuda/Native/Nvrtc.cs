using System.Runtime.InteropServices;
using System.Text;

namespace LossDsl.Cuda.Native;

/// <summary>Functions of NVRTC, by address.</summary>
internal sealed unsafe class Nvrtc
{
    /// <summary>NVRTC_ERROR_BUILTIN_OPERATION_FAILURE: the library of built-in functions is missing.</summary>
    public const int BuiltinsMissing = 7;

    private readonly delegate* unmanaged<nint*, byte*, byte*, int, byte**, byte**, int> createProgram;
    private readonly delegate* unmanaged<nint, int, byte**, int> compileProgram;
    private readonly delegate* unmanaged<nint*, int> destroyProgram;
    private readonly delegate* unmanaged<int, byte*> getErrorString;
    private readonly NvrtcText log, cubin, ptx;

    /// <param name="library">Handle of the library.</param>
    public Nvrtc(nint library)
    {
        createProgram = (delegate* unmanaged<nint*, byte*, byte*, int, byte**, byte**, int>)NativeFunction.Find(library, "nvrtcCreateProgram");
        compileProgram = (delegate* unmanaged<nint, int, byte**, int>)NativeFunction.Find(library, "nvrtcCompileProgram");
        destroyProgram = (delegate* unmanaged<nint*, int>)NativeFunction.Find(library, "nvrtcDestroyProgram");
        getErrorString = (delegate* unmanaged<int, byte*>)NativeFunction.Find(library, "nvrtcGetErrorString");
        (log, cubin, ptx) = (new(library, "nvrtcGetProgramLog"), new(library, "nvrtcGetCUBIN"), new(library, "nvrtcGetPTX"));
        Version = ReadVersion(library);
        Architectures = ReadArchitectures(library);
    }

    /// <summary>Major and minor version.</summary>
    public Version Version { get; }

    /// <summary>Compute capabilities that can be compiled for, ascending: 90 for sm_90.</summary>
    public int[] Architectures { get; }

    /// <summary>Compiles a program. Never throws for a program that is wrong.</summary>
    /// <param name="source">Source in CUDA C++.</param>
    /// <param name="options">Options of the compiler, the architecture among them.</param>
    /// <param name="wantsPtx">Whether the result is PTX, which the driver compiles on, in place of machine code.</param>
    public NvrtcResult Compile(string source, IReadOnlyList<string> options, bool wantsPtx = false)
    {
        nint program;
        using var text = new NativeTexts([source]);
        using var flags = new NativeTexts(options);
        var error = createProgram(&program, text.Pointers[0], null, 0, null, null);
        if (error != 0)
        {
            return new(error, ErrorName(error), "", []);
        }

        try
        {
            error = compileProgram(program, options.Count, flags.Pointers);
            return new(error, ErrorName(error), Encoding.UTF8.GetString(log.Read(program)).TrimEnd('\0'), error != 0 ? [] : (wantsPtx ? ptx : cubin).Read(program));
        }
        finally
        {
            destroyProgram(&program);
        }
    }

    /// <summary>Returns whether the library of built-in functions is found, by compiling an empty program.</summary>
    public bool HasBuiltins() => Compile("", [$"--gpu-architecture=sm_{Architectures[^1]}"]).Error != BuiltinsMissing;

    private static Version ReadVersion(nint library)
    {
        int major, minor;
        ((delegate* unmanaged<int*, int*, int>)NativeFunction.Find(library, "nvrtcVersion"))(&major, &minor);
        return new(major, minor);
    }

    private static int[] ReadArchitectures(nint library)
    {
        int count;
        ((delegate* unmanaged<int*, int>)NativeFunction.Find(library, "nvrtcGetNumSupportedArchs"))(&count);
        var architectures = new int[count];
        fixed (int* first = architectures)
        {
            ((delegate* unmanaged<int*, int>)NativeFunction.Find(library, "nvrtcGetSupportedArchs"))(first);
        }

        return [.. architectures.Order()];
    }

    private string ErrorName(int error) => Marshal.PtrToStringUTF8((nint)getErrorString(error)) ?? $"nvrtcResult {error}";
}
