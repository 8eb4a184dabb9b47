namespace LossDsl.Generator.Analysis;

/// <summary>Rule by which range analysis treats division by zero: as an infinite value, as an unbounded slope, or as an unbounded slope without the 1e-30 clamps.</summary>
internal enum PoleRule
{
    /// <summary>x/0 is infinite. For the values of a loss.</summary>
    InfiniteValue,

    /// <summary>x/0 of regions is 0, as in generated code, and the quotient has no bound beside the pole. For the sign of a gradient.</summary>
    UnboundedSlope,

    /// <summary>
    /// Like <see cref="UnboundedSlope"/>, but without the clamps that keep slopes of roots and powers finite at 0: these slopes have no bound there. For the size of a gradient.
    /// </summary>
    UnboundedSlopeUnclamped,
}
