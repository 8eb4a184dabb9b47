using System.ComponentModel;
using LossDsl.Evaluation;
using LossDsl.Tensors;

namespace LossDsl.CompilerServices;

/// <summary>Value of a formula for one call, and its gradient for each pixel if it was asked for.</summary>
/// <param name="Value">Value of each region, or of each image for a formula over classes, float64, in the rank of the logits.</param>
/// <param name="Gradient">
/// Derivative by the log-odds log(p / q), or by p if <see cref="Pixels.AreProbabilities"/>, [B, C, ...]. Null if only the value was asked for.
/// </param>
/// <param name="InputGradient">Derivative by the raw logit x, [B, C, ...], for formulas that read x. Excludes the path through p. Null if x is not read.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct FormulaResult(Field Value, Field? Gradient = null, Field? InputGradient = null);
