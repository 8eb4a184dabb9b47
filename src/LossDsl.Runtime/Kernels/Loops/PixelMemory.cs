namespace LossDsl.Kernels.Loops;

/// <summary>Where a pixel reads and writes beside its logit and target.</summary>
internal unsafe struct PixelMemory
{
    public void* Logits;
    public void** Read;
    public void** Kept;
    public void* Gradient;

    /// <summary>Where the part of the gradient goes that does not pass through the softmax; null where the activation has classes on their own.</summary>
    public void* GradientOfInput;
}
