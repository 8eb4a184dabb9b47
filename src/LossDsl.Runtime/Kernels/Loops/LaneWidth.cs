namespace LossDsl.Kernels.Loops;

/// <summary>How many bits are computed with at once.</summary>
internal enum LaneWidth
{
    /// <summary>One number at a time.</summary>
    Scalar,

    Bits128,

    Bits256,

    Bits512,
}
