namespace LossDsl.Cuda.Tests.Support;

/// <summary>Lets losses with <see cref="Backend.Kernels"/> run their CUDA kernels on tensors of the CPU, by the stand-in, until it is disposed.</summary>
public sealed class LossesOnStandIn : IDisposable
{
    private readonly IDisposable? libraries = StandInBuild.IsPossible ? StandIn.Use() : null;

    public LossesOnStandIn() => CudaLibraries.TakesCpuTensors = true;

    public void Dispose()
    {
        CudaLibraries.TakesCpuTensors = false;
        libraries?.Dispose();
    }
}
