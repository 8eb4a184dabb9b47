namespace LossDsl.Generator.Analysis;

/// <summary>What is made of poles.</summary>
internal enum PoleRule
{
    /// <summary>x/0 is infinite.</summary>
    InfiniteValue,

    /// <summary>x/0 of regions is 0, as generated code has it; beside it a quotient is as large as one likes.</summary>
    UnboundedSlope,

    /// <summary>The same; and where a slope is kept finite by a floor, it is taken without: as large as one likes.</summary>
    UnboundedSlopeUnclamped,
}
