using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>Probabilities for <see cref="Activation.None"/>: the input is p itself, and the backward pass is the identity.</summary>
internal sealed class GivenProbabilities(Tensor probabilities) : Probabilities(probabilities)
{
    // Keeps the logarithms of p = 0 and q = 0 finite: -69, the logarithm of 1e-30.
    private const double Smallest = 1e-30;

    public override bool AreGiven => true;

    public override Tensor Backward(Tensor gradient) => gradient;

    protected override Tensor ComputeP() => Input;

    protected override Tensor ComputeQ()
    {
        using var negated = -Input;
        return negated.Plus(1);
    }

    protected override Tensor ComputeLogP() => Log(P);

    protected override Tensor ComputeLogQ() => Log(Q);

    protected override Probabilities CreateOwn(Tensor index) => new GivenProbabilities(Input.gather(1, index));

    private static Tensor Log(Tensor probability)
    {
        using var positive = probability.AtLeast(Smallest);
        return positive.log();
    }
}
