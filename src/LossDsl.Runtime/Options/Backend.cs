namespace LossDsl;

/// <summary>
/// Implementation that computes a loss: fused kernels on the CPU or on a CUDA device, or tensor operations. All agree within rounding. <see cref="Automatic"/> is the fastest; the
/// others are for comparisons and tests. Where no kernel applies (other devices, losses without kernels), every backend but <see cref="Kernels"/> uses tensor operations.
/// </summary>
public enum Backend
{
    /// <summary>
    /// Fused kernels: on the CPU with the widest lanes that the machine accelerates, on a CUDA device compiled at the first call. Tensor operations where there are none.
    /// </summary>
    Automatic,

    /// <summary>Tensor operations on every device.</summary>
    Tensors,

    /// <summary>On the CPU kernels with scalar lanes: one pixel at a time.</summary>
    Scalar,

    /// <summary>On the CPU kernels with lanes of 128 bits: 4 pixels of float32.</summary>
    Vector128,

    /// <summary>On the CPU kernels with lanes of 256 bits: 8 pixels of float32.</summary>
    Vector256,

    /// <summary>On the CPU kernels with lanes of 512 bits: 16 pixels of float32.</summary>
    Vector512,

    /// <summary>As <see cref="Automatic"/>, but an <see cref="InvalidOperationException"/> that names the reason where there are no kernels.</summary>
    Kernels,
}
