namespace LossDsl.Cuda.Tests.Support;

/// <summary>NVIDIA's compiler, if this machine has it: that of LOSSDSL_NVRTC, of Debian's package libnvrtc11.2, or any that the system finds. It needs no GPU.</summary>
internal static class RealNvrtc
{
    private static readonly Lazy<Nvrtc?> Compiler = new(Find);

    /// <summary>Whether there is a compiler.</summary>
    public static bool IsThere => Compiler.Value is not null;

    /// <summary>Least and greatest architecture that losses are compiled for: sm_50 (as long as the compiler has it) and the compiler's last.</summary>
    public static (string Least, string Greatest) Architectures =>
        ($"sm_{Compiler.Value!.Architectures.First(static a => a >= 50)}", $"sm_{Compiler.Value.Architectures[^1]}");

    /// <summary>Compiles a program, with the options of the runtime. Fails with the messages of the compiler.</summary>
    /// <param name="source">Source in CUDA C++.</param>
    /// <param name="architecture">Architecture: sm_90.</param>
    public static CompiledKernels Compile(string source, string architecture)
    {
        var result = Compiler.Value!.Compile(source, [$"--gpu-architecture={architecture}", "--std=c++17", "--ptxas-options=-v"]);
        Assert.True(result.Error == 0, result.Log);
        return new(result.Log, result.Image.Length);
    }

    private static Nvrtc? Find()
    {
        try
        {
            return NvrtcLibrary.Load();
        }
        catch (Exception e) when (e is CudaUnavailableException or EntryPointNotFoundException)
        {
            return null;
        }
    }
}
