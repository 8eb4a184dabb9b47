using System.Runtime.InteropServices;

namespace UNetTrainer.Training;

/// <summary>
/// NNPACK, a library for convolutions inside libtorch. Where it does not know the processor, as in many virtual machines, libtorch tries it for each transposed convolution
/// nevertheless, and writes a warning each time: hundreds of lines for one volume. Convolutions are computed without it then anyway.
/// </summary>
internal static class Nnpack
{
    /// <summary>Turns the library off, as <c>torch.backends.nnpack.set_flags(False)</c> does in PyTorch. TorchSharp has no method for it. libtorch has to be loaded.</summary>
    public static void Disable()
    {
        if (OperatingSystem.IsLinux()
            && NativeLibrary.TryLoad("libtorch_cpu.so", typeof(TorchSharp.torch).Assembly, null, out var torch)
            && NativeLibrary.TryGetExport(torch, "_ZN2at13globalContextEv", out var context)
            && NativeLibrary.TryGetExport(torch, "_ZN2at7Context20setUserEnabledNNPACKEb", out var enable))
        {
            Marshal.GetDelegateForFunctionPointer<SetEnabled>(enable)(Marshal.GetDelegateForFunctionPointer<GlobalContext>(context)(), 0);
        }
    }

    // at::Context& at::globalContext()
    private delegate nint GlobalContext();

    // void at::Context::setUserEnabledNNPACK(bool)
    private delegate void SetEnabled(nint context, byte enabled);
}
