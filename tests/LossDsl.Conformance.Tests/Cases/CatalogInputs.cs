using static TorchSharp.torch;

namespace LossDsl.Conformance.Cases;

/// <summary>Inputs of the losses of the catalog: a table of distances of classes, as if classes lay on a line, each as far from the next.</summary>
internal static class CatalogInputs
{
    /// <summary>Returns the distances of some classes, [C, C], float64: 1 for the first and the last.</summary>
    public static Tensor Distances(long classes)
    {
        var place = arange(classes, float64) / Math.Max(classes - 1, 1);
        return (place.unsqueeze(1) - place).abs();
    }

    /// <summary>Returns annotations with the inputs that a loss reads.</summary>
    public static TargetAnnotations Of(LossMetadata loss, long classes, TargetAnnotations? annotations = null) => loss.RequiredInputs.Count == 0 ? annotations ?? TargetAnnotations.None
        : (annotations ?? TargetAnnotations.None) with { Inputs = loss.RequiredInputs.ToDictionary(static input => input.Name, _ => Distances(classes)) };

    /// <summary>Calls a loss with the inputs that it reads.</summary>
    public static LossAndGradient ValueAndGradientOfInputs(this FormulaLoss loss, Tensor logits, Tensor target, TargetAnnotations? annotations = null) =>
        loss.ValueAndGradient(logits, target, Of(loss.Metadata, logits.shape[1], annotations));
}
