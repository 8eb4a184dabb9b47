using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>
/// Rejects targets, masks, maps and inputs that require a gradient when autograd records a graph. A loss is differentiated by its logits alone, so their gradient would silently be 0.
/// </summary>
internal static class GraphCheck
{
    /// <summary>Checks the target and the tensors of its annotations.</summary>
    /// <exception cref="ArgumentException">The target, the mask of valid pixels, a map or an input requires a gradient.</exception>
    public static void Run(Tensor target, TargetAnnotations annotations)
    {
        Check(target, "The target", nameof(target));
        Check(annotations.Valid, nameof(TargetAnnotations.Valid), nameof(annotations));
        foreach (var (name, map) in annotations.Maps ?? new Dictionary<string, Tensor>())
        {
            Check(map, $"Map '{name}'", nameof(annotations));
        }

        foreach (var (name, input) in annotations.Inputs ?? new Dictionary<string, Tensor>())
        {
            Check(input, $"Input '{name}'", nameof(annotations));
        }
    }

    private static void Check(Tensor? constant, string what, string parameter)
    {
        if (constant?.requires_grad == true)
        {
            throw new ArgumentException($"{what} requires a gradient, but a loss is differentiated by its logits alone; pass it without its graph: detach(). Were logits and target exchanged?", parameter);
        }
    }
}
