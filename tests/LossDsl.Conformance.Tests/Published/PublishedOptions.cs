namespace LossDsl.Conformance.Published;

/// <summary>Options of a published case that most cases leave at their defaults.</summary>
public sealed record PublishedOptions(bool? IncludeBackground, double[]? ClassWeights, double? LabelSmoothing, EmptyMask? EmptyMask);
