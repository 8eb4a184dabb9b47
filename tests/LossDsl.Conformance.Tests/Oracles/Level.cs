namespace LossDsl.Conformance.Oracles;

/// <summary>What there is one value of.</summary>
internal enum Level
{
    Pixel,
    Region,
    Image,
}
