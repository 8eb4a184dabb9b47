namespace LossDsl.Cuda.Native;

/// <summary>Refusal of a kernel's source by NVRTC.</summary>
/// <param name="loss">Name of the loss.</param>
/// <param name="error">Name of NVRTC's error.</param>
/// <param name="log">Messages of the compiler.</param>
internal sealed class CudaCompileException(string loss, string error, string log)
    : Exception($"NVRTC does not compile the kernels of the loss '{loss}' ({error}): {log.Trim()}")
{
    /// <summary>Messages of the compiler.</summary>
    public string Log => log;
}
