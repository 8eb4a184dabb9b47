namespace LossDsl;

/// <summary>
/// An error that the CUDA driver reports for a kernel. Launches are asynchronous: the error can be that of an earlier kernel on the same device, which CUDA_LAUNCH_BLOCKING=1 in the environment tells apart.
/// </summary>
public sealed class CudaException : Exception
{
    // Errors after which the driver refuses every further call of the process (CUDA driver API, CUresult).
    private static readonly int[] Lasting = [214, 220, 226, 700, 702, 709, 710, 714, 715, 716, 717, 718, 719, 721];

    internal CudaException(string kernel, string loss, int code, string error, string text) : base(
        $"The kernel '{kernel}' of the loss '{loss}' failed with {error} ({code}): {text.TrimEnd('.')}."
        + (Lasting.Contains(code)
            ? " The CUDA context of this process is lost: no tensor on the device can be used any more, and the program must be started again. "
                + "Launches are asynchronous, so that the failure may be that of an earlier kernel; CUDA_LAUNCH_BLOCKING=1 in the environment tells which."
            : "")) =>
        (Kernel, Loss, Error, IsContextLost) = (kernel, loss, error, Lasting.Contains(code));

    /// <summary>Name of the kernel, or of the driver's function if the error came before a launch.</summary>
    public string Kernel { get; }

    /// <summary>Name of the loss.</summary>
    public string Loss { get; }

    /// <summary>Name of the error in the CUDA driver API, such as CUDA_ERROR_ILLEGAL_ADDRESS.</summary>
    public string Error { get; }

    /// <summary>Whether the driver refuses every further call of this process.</summary>
    public bool IsContextLost { get; }
}
