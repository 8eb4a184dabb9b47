using LossDsl.Conformance.Losses;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Cases;

/// <summary>Inputs of the losses of the catalog, distances of classes.</summary>
internal static class CatalogInputs
{
    /// <summary>Returns annotations with the inputs that a loss reads.</summary>
    public static TargetAnnotations Of(LossMetadata loss, long classes, TargetAnnotations? annotations = null) => loss.RequiredInputs.Count == 0 ? annotations ?? TargetAnnotations.None
        : (annotations ?? TargetAnnotations.None) with { Inputs = loss.RequiredInputs.ToDictionary(static input => input.Name, _ => ClassDistances.Table(classes)) };

    /// <summary>Calls a loss with the inputs that it reads.</summary>
    public static LossAndGradient ValueAndGradientOfInputs(this FormulaLoss loss, Tensor logits, Tensor target, TargetAnnotations? annotations = null) =>
        loss.ValueAndGradient(logits, target, Of(loss.Metadata, logits.shape[1], annotations));
}
