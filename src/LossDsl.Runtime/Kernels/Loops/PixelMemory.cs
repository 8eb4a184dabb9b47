namespace LossDsl.Kernels.Loops;

/// <summary>Addresses of one class in a chunk or tile: logits, fields and gradient. The target is read by <see cref="PixelReader{TLane, TTarget}"/>.</summary>
internal unsafe struct PixelMemory
{
    /// <summary>First logit, or given probability.</summary>
    public void* Logits;

    /// <summary>First value of each field that the kernel reads.</summary>
    public void** Read;

    /// <summary>First value of each field that the kernel stores.</summary>
    public void** Kept;

    /// <summary>First element of the gradient; null if the call wants none.</summary>
    public void* Gradient;

    /// <summary>First element of the gradient by the raw logit that excludes the path through the softmax; null without softmax.</summary>
    public void* GradientOfInput;
}
