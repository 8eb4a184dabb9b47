namespace LossDsl.Cuda.Native;

/// <summary>A missing piece without which no kernel can run: driver, device, compiler.</summary>
/// <param name="reason">One sentence: the missing piece.</param>
/// <param name="remedy">One sentence: the step that brings it.</param>
internal sealed class CudaUnavailableException(string reason, string remedy) : Exception($"{reason} {remedy}")
{
    /// <summary>The missing piece.</summary>
    public string Reason => reason;

    /// <summary>The step that brings the missing piece.</summary>
    public string Remedy => remedy;
}
