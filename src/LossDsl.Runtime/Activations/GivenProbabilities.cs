using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>The input is the probability: nothing to do, and nothing to differentiate through.</summary>
internal sealed class GivenProbabilities(Tensor probabilities) : Probabilities(probabilities)
{
    // Where p is 0 or 1 a logarithm is kept finite: -69, as if p were 1e-30.
    private const double Smallest = 1e-30;

    public override Tensor P => Input;

    public override Tensor Q { get; } = 1 - probabilities;

    public override Tensor LogP => P.clamp(min: Smallest).log();

    public override Tensor LogQ => Q.clamp(min: Smallest).log();

    public override bool AreGiven => true;

    public override Tensor Backward(Tensor gradient) => gradient;
}
