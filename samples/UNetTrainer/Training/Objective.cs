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

    /// <summary>The loss's name in the catalogue.</summary>
    public string Name => loss.Metadata.Name;

    /// <summary>The loss's value; nothing is recorded.</summary>
    public double Value(Tensor logits, Tensor target)
    {
        using var value = loss.call(logits, target);
        return value.ToDouble();
    }

    /// <summary>Computes value and gradient in one pass, fills the network's gradients and returns the value.</summary>
    public double Backward(Tensor logits, Tensor target)
    {
        using var value = maximize ? Ascend(logits, target) : loss.Backward(logits, target);
        return value.ToDouble();
    }

    private Tensor Ascend(Tensor logits, Tensor target)
    {
        var (value, gradient) = loss.ValueAndGradient(logits, target);
        using (gradient)
        {
            autograd.backward([logits], [gradient.neg_()]);
        }

        return value;
    }
}
