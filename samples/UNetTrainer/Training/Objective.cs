using LossDsl;
using TorchSharp;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>Objective that training minimises: runs the backward pass of a loss, with the sign reversed for a score that is to be maximised.</summary>
internal sealed class Objective(FormulaLoss loss)
{
    private readonly bool maximize = loss.Metadata.Direction == Direction.Maximize;

    /// <summary>Metadata of the loss.</summary>
    public LossMetadata Metadata => loss.Metadata;

    /// <summary>Activation that the loss applies.</summary>
    public Activation Activation => loss.Activation;

    /// <summary>Name of the loss in the catalog.</summary>
    public string Name => loss.Metadata.Name;

    /// <summary>Computes the value of the loss, without a gradient.</summary>
    public Tensor Value(Tensor logits, Tensor target, TargetAnnotations annotations) => loss.Compute(logits, target, annotations);

    /// <summary>Computes value and gradient of the loss together, and runs the network's backward pass.</summary>
    /// <param name="outputs">Output of the network, followed by the outputs of lower levels, each with half the weight of the one before.</param>
    /// <param name="target">Target of all outputs.</param>
    /// <param name="annotations">Maps and other annotations of the target.</param>
    /// <returns>Value of the loss for the first output.</returns>
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

        // One backward pass for all outputs, because they share a graph that the pass frees.
        autograd.backward([.. outputs], [.. results.Select(static r => r.Gradient)]);
        var first = results[0].Value.clone();
        Array.ForEach(results, static r => r.Dispose());
        return first;
    }
}
