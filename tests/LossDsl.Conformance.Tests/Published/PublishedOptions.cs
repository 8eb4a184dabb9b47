namespace LossDsl.Conformance.Published;

/// <summary>Options of a published case that most have not.</summary>
public sealed record PublishedOptions(bool? IncludeBackground, double[]? ClassWeights, double? LabelSmoothing);
