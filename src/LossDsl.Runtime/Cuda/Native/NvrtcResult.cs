namespace LossDsl.Cuda.Native;

/// <summary>Result of a compilation.</summary>
/// <param name="Error">nvrtcResult; 0 for success.</param>
/// <param name="ErrorName">Name of the error.</param>
/// <param name="Log">Messages of the compiler.</param>
/// <param name="Image">Machine code or PTX; empty after an error.</param>
internal sealed record NvrtcResult(int Error, string ErrorName, string Log, byte[] Image);
