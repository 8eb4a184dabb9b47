using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>Probabilities for <see cref="Activation.None"/>: the input is p itself, and the backward pass is the identity.</summary>
internal sealed class GivenProbabilities(Tensor probabilities) : Probabilities(probabilities)
{
    // Keeps the logarithms of p = 0 and q = 0 finite: -69, the logarithm of 1e-30.
    private const double Smallest = 1e-30;

    public override Tensor P => Input;

    public override Tensor Q { get; } = (-probabilities).Plus(1);

    public override Tensor LogP => P.AtLeast(Smallest).log();

    public override Tensor LogQ => Q.AtLeast(Smallest).log();

    public override bool AreGiven => true;

    public override Tensor Backward(Tensor gradient) => gradient;
}
