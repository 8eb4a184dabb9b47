namespace LossDsl.Cuda.Tests.Support;

/// <summary>A test that compiles with NVIDIA's compiler. It is skipped where that is missing.</summary>
internal sealed class NvrtcFactAttribute : FactAttribute
{
    /// <summary>Reason to skip the test.</summary>
    public const string Reason = "No NVRTC: Debian's package libnvrtc11.2 (non-free) has it, or LOSSDSL_NVRTC names one.";

    public NvrtcFactAttribute() => Skip = RealNvrtc.IsThere ? null : Reason;
}
