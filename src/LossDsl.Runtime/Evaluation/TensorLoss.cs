using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Evaluation;

/// <summary>Generated formula of a loss by tensor operations, together with the facts about the formula that a call needs.</summary>
/// <param name="Options">Options of the loss.</param>
/// <param name="Evaluate">Generated method that evaluates the formula over the regions of a call, with its gradient if an upstream gradient is given.</param>
/// <param name="IsPerImage">Whether the formula has one value for each image, instead of one for each class of an image.</param>
/// <param name="IsPerBatch">Whether the formula has one value for the batch; <paramref name="IsPerImage"/> is then true too.</param>
/// <param name="ReadsClassWeight">Whether the formula applies the class weights itself.</param>
/// <param name="NeedsFloat64">Whether the formula must be computed in float64 whatever the type of the logits.</param>
internal sealed record TensorLoss(LossOptions Options, Func<Pixels, Field?, FormulaResult> Evaluate, bool IsPerImage, bool IsPerBatch, bool ReadsClassWeight, bool NeedsFloat64);
