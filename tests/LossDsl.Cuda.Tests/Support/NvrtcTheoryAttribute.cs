namespace LossDsl.Cuda.Tests.Support;

/// <summary>A test with cases that compiles with NVIDIA's compiler. It is skipped where that is missing.</summary>
internal sealed class NvrtcTheoryAttribute : TheoryAttribute
{
    public NvrtcTheoryAttribute() => Skip = RealNvrtc.IsThere ? null : NvrtcFactAttribute.Reason;
}
