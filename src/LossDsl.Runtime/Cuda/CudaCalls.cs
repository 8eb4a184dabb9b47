using LossDsl.Cuda.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Cuda;

/// <summary>Decides whether a call runs by CUDA kernels. Where something is missing the call runs as tensor operations, and the reason is told once.</summary>
internal static class CudaCalls
{
    /// <summary>Returns whether calls with these logits run by CUDA kernels, if the loss has them and nothing is missing.</summary>
    public static bool Takes(LossOptions options, Tensor logits) => logits.device_type == DeviceType.CUDA
        ? options.Backend is Backend.Automatic or Backend.Kernels
        : CudaLibraries.TakesCpuTensors && options.Backend == Backend.Kernels && logits.device_type == DeviceType.CPU;

    /// <summary>Prepares a call. Returns null if it must run as tensor operations.</summary>
    /// <exception cref="InvalidOperationException">The options demand kernels, and a part of what they need is missing.</exception>
    public static CudaCall? TryPrepare(CudaLoss loss, Tensor logits, Tensor target, TargetAnnotations annotations)
    {
        try
        {
            return CudaCall.TryPrepare(loss, logits, target, annotations);
        }
        catch (Exception e) when (e is CudaUnavailableException or CudaCompileException)
        {
            if (loss.Options.Backend == Backend.Kernels)
            {
                throw new InvalidOperationException($"The loss '{loss.Name}' cannot run by kernels, which {nameof(Backend)}.{nameof(Backend.Kernels)} demands: {e.Message}", e);
            }

            CudaNotice.Once($"Losses run as tensor operations, several times slower than by kernels: {e.Message}", $"The first was '{loss.Name}'.");
            return null;
        }
    }
}
