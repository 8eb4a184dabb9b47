using System.Security.Cryptography;
using System.Text;

namespace LossDsl.Cuda.Native;

/// <summary>Compiles programs for one architecture, or finds them on the disk.</summary>
/// <param name="nvrtc">The compiler.</param>
/// <param name="architecture">Target.</param>
/// <param name="cache">Cache of compiled programs.</param>
internal sealed class ProgramCompiler(Nvrtc nvrtc, CudaArchitecture architecture, DiskCache cache)
{
    // One tested set. With -lineinfo for sm_90, NVRTC 11.8 ends the process.
    private readonly string[] options = [$"--gpu-architecture={architecture.Name}", "--std=c++17"];

    /// <summary>Returns the image of a program: machine code or PTX.</summary>
    /// <param name="source">Source in CUDA C++.</param>
    /// <param name="loss">Name of the loss, for messages.</param>
    /// <param name="refused">Whether the driver has refused the image on the disk.</param>
    public (byte[] Image, bool IsCached) Compile(string source, string loss, bool refused = false)
    {
        var key = Key(source);
        if (!refused && cache.Read(key) is { } cached)
        {
            return (cached, true);
        }

        var result = nvrtc.Compile(source, options, architecture.IsPtx);
        if (result.Error != 0 || result.Image.Length == 0)
        {
            throw result.Error == Nvrtc.BuiltinsMissing ? NvrtcLibrary.CreateBuiltinsException(nvrtc.Version) : new CudaCompileException(loss, result.ErrorName, result.Log);
        }

        cache.Write(key, result.Image);
        return (result.Image, false);
    }

    /// <summary>Describes the compiler, for messages.</summary>
    public override string ToString() => $"NVRTC {nvrtc.Version} for {architecture.Name}";

    private byte[] Key(string source) => SHA256.HashData(Encoding.UTF8.GetBytes($"{nvrtc.Version}\n{string.Join('\n', options)}\n{source}"));
}
