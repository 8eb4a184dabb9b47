namespace LossDsl;

/// <summary>By what a loss is computed. All give the same numbers within rounding; <see cref="Automatic"/> is the fastest, the others are for comparisons and tests.</summary>
public enum Backend
{
    /// <summary>Fused kernels for tensors on the CPU, in the widest registers that the machine has; tensor operations elsewhere.</summary>
    Automatic,

    /// <summary>Tensor operations on every device.</summary>
    Tensors,

    /// <summary>On the CPU kernels over single numbers.</summary>
    Scalar,

    /// <summary>On the CPU kernels over 128 bits at once.</summary>
    Vector128,

    /// <summary>On the CPU kernels over 256 bits at once.</summary>
    Vector256,

    /// <summary>On the CPU kernels over 512 bits at once.</summary>
    Vector512,
}
