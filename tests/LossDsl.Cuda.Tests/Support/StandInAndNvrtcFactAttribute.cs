namespace LossDsl.Cuda.Tests.Support;

/// <summary>A test that runs kernels on the stand-in and compiles them with NVIDIA's compiler. It is skipped where one of both is missing.</summary>
internal sealed class StandInAndNvrtcFactAttribute : FactAttribute
{
    public StandInAndNvrtcFactAttribute() => Skip = !StandInBuild.IsPossible ? StandInFactAttribute.Reason : RealNvrtc.IsThere ? null : NvrtcFactAttribute.Reason;
}
