namespace LossDsl.Kernels.Loops;

/// <summary>Width of the lanes that the loops use.</summary>
internal enum LaneWidth
{
    /// <summary>Scalar lanes: one pixel at a time.</summary>
    Scalar,

    /// <summary>Lanes of 128 bits: 4 float32 or 2 float64.</summary>
    Bits128,

    /// <summary>Lanes of 256 bits: 8 float32 or 4 float64.</summary>
    Bits256,

    /// <summary>Lanes of 512 bits: 16 float32 or 8 float64.</summary>
    Bits512,
}
