namespace LossDsl.Conformance.Cases;

/// <summary>What a target holds; under softmax, where classes share a pixel, empty and full are those of the last class.</summary>
internal enum TargetKind
{
    Random,
    Soft,
    Empty,
    Full,
}
