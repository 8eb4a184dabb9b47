using LossDsl;
using TorchSharp;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>A loss as something to make small: hands dL/dlogits to the network, turned round for a score that is to become large.</summary>
internal sealed class Objective(FormulaLoss loss)
{
    private readonly bool maximize = loss.Metadata.Direction == Direction.Maximize;

    /// <summary>What is known of the loss.</summary>
    public LossMetadata Metadata => loss.Metadata;

    /// <summary>The activation that the loss applies.</summary>
    public Activation Activation => loss.Activation;

    /// <summary>The loss's name in the catalog.</summary>
    public string Name => loss.Metadata.Name;

    /// <summary>The loss's value; nothing is recorded.</summary>
    public Tensor Value(Tensor logits, Tensor target, TargetAnnotations annotations) => loss.Compute(logits, target, annotations);

    /// <summary>Computes value and gradient in one pass, fills the network's gradients and returns the value.</summary>
    /// <param name="outputs">The network's output, and those of deeper levels, each of which counts half as much as the one before.</param>
    /// <param name="target">The target of all of them.</param>
    /// <param name="annotations">What is known of the target.</param>
    /// <returns>The value of the first output.</returns>
    public Tensor Backward(IReadOnlyList<Tensor> outputs, Tensor target, TargetAnnotations annotations)
    {
        if (outputs.Count == 1 && !maximize)
        {
            return loss.Backward(outputs[0], target, annotations);
        }

        var results = outputs.Select(o => loss.ValueAndGradient(o, target, annotations)).ToArray();
        using (no_grad())
        {
            var total = 2 - Math.Pow(2, 1 - outputs.Count);
            foreach (var (level, result) in results.Index())
            {
                result.Gradient.mul_((maximize ? -1 : 1) * Math.Pow(2, -level) / total);
            }
        }

        // All at once, because the outputs share the graph below them, which is gone after one pass.
        autograd.backward([.. outputs], [.. results.Select(static r => r.Gradient)]);
        var first = results[0].Value.clone();
        Array.ForEach(results, static r => r.Dispose());
        return first;
    }
}
