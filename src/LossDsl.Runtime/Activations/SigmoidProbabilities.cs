using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>Probabilities of the sigmoid: p = σ(z) for each class independently. The log-odds equal the logit, so the backward pass is the identity.</summary>
internal sealed class SigmoidProbabilities(Tensor logits) : Probabilities(logits)
{
    public override Tensor Backward(Tensor gradient) => gradient;

    protected override Tensor ComputeP() => Input.sigmoid();

    // σ(-z), not 1 - σ(z): in float32 the difference is 0 from z = 17 on, where q is still 4e-8.
    protected override Tensor ComputeQ()
    {
        using var negated = -Input;
        return negated.sigmoid();
    }

    protected override Tensor ComputeLogP() => InfiniteLogits.ToFinite(nn.functional.logsigmoid(Input));

    protected override Tensor ComputeLogQ()
    {
        using var negated = -Input;
        return InfiniteLogits.ToFinite(nn.functional.logsigmoid(negated));
    }

    protected override Probabilities CreateOwn(Tensor index) => new SigmoidProbabilities(Input.gather(1, index));
}
