using System.Collections.Concurrent;
using LossDsl.Cuda.Native;

namespace LossDsl.Cuda;

/// <summary>Compiled kernels of all losses, by the facts that they are compiled for. Looking them up here saves each call from putting the source text together.</summary>
internal static class CudaPrograms
{
    private static readonly ConcurrentDictionary<(CudaProgram, Specialisation, CudaDevice), CudaModule> Known = new();

    /// <summary>Returns the kernels of a loss, compiled at the first call.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="specialisation">Facts that the kernels are compiled for.</param>
    /// <param name="device">The device.</param>
    /// <exception cref="CudaCompileException">The compiler refuses the source.</exception>
    public static CudaModule Get(CudaLoss loss, Specialisation specialisation, CudaDevice device) => Known.TryGetValue((loss.Program, specialisation, device), out var module)
        ? module
        : Known.GetOrAdd((loss.Program, specialisation, device), device.Load(DeviceSource.Create(loss.Program, specialisation), loss.Name));
}
