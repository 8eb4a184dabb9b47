using System.ComponentModel;
using LossDsl.Evaluation;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <summary>What a formula made of the pixels of one call.</summary>
/// <param name="Value">One value for each region, or for each image, float64.</param>
/// <param name="Gradient">For each pixel, by the log-odds of p, or by p where <see cref="Pixels.AreProbabilities"/>; null where only the value was asked for.</param>
/// <param name="InputGradient">For each pixel, by the logit beside what it does to p; null where there is none.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct FormulaResult(Tensor Value, Field? Gradient = null, Field? InputGradient = null);
