namespace LossDsl.Cuda.Native;

/// <summary>Environment variables that users set.</summary>
internal static class CudaVariables
{
    /// <summary>Path of NVRTC. It comes before every other place.</summary>
    public const string Nvrtc = "LOSSDSL_NVRTC";
}
