using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>p = σ(z) for every class on its own: the log-odds are the logit.</summary>
internal sealed class SigmoidProbabilities(Tensor logits) : Probabilities(logits)
{
    private readonly Lazy<Tensor> p = new(() => logits.sigmoid());

    // σ(-z), not 1 - σ(z): the difference is zero from z = 17 on in float32, where q is still 4e-8.
    private readonly Lazy<Tensor> q = new(() => (-logits).sigmoid());

    public override Tensor P => p.Value;

    public override Tensor Q => q.Value;

    public override Tensor LogP => SwitchedOff.Finite(nn.functional.logsigmoid(Input));

    public override Tensor LogQ => SwitchedOff.Finite(nn.functional.logsigmoid(-Input));

    public override Tensor Backward(Tensor gradient) => gradient;
}
