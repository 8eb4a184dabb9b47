using static TorchSharp.torch;

namespace LossDsl.Evaluation;

/// <summary>What a formula made of the pixels of one call.</summary>
/// <param name="Value">One value for each region, float64.</param>
/// <param name="GradProbs">dL/dp for each pixel, or null where only the value was asked for.</param>
public readonly record struct Evaluated(Tensor Value, Tensor? GradProbs = null);
