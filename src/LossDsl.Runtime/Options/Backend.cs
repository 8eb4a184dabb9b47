namespace LossDsl;

/// <summary>
/// Implementation that computes a loss: fused CPU kernels of a lane width, or tensor operations. All agree within rounding. <see cref="Automatic"/> is the fastest; the others
/// are for comparisons and tests. Where no kernel applies (other devices, losses without kernels), every backend uses tensor operations.
/// </summary>
public enum Backend
{
    /// <summary>On the CPU fused kernels with the widest lanes that the machine accelerates; tensor operations on other devices.</summary>
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
}
