using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>Probabilities of the sigmoid: p = σ(z) for each class independently. The log-odds equal the logit, so the backward pass is the identity.</summary>
internal sealed class SigmoidProbabilities(Tensor logits) : Probabilities(logits)
{
    private readonly Lazy<Tensor> p = new(() => logits.sigmoid());

    // σ(-z), not 1 - σ(z): in float32 the difference is 0 from z = 17 on, where q is still 4e-8.
    private readonly Lazy<Tensor> q = new(() => (-logits).sigmoid());

    public override Tensor P => p.Value;

    public override Tensor Q => q.Value;

    public override Tensor LogP => InfiniteLogits.Finite(nn.functional.logsigmoid(Input));

    public override Tensor LogQ => InfiniteLogits.Finite(nn.functional.logsigmoid(-Input));

    public override Tensor Backward(Tensor gradient) => gradient;
}
