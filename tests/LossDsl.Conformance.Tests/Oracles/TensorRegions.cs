using static TorchSharp.torch;

namespace LossDsl.Conformance.Oracles;

/// <summary>What a user would write without LossDsl: soft counts by TorchSharp operations that autograd records, [B, C] or [C].</summary>
internal sealed class TensorRegions(Tensor logits, Tensor target, LossOptions options)
{
    private readonly Tensor p = options.Activation switch
    {
        Activation.Sigmoid => logits.sigmoid(),
        Activation.Softmax => logits.softmax(1),
        _ => logits,
    };

    public Tensor Tp => Sum(target * p);

    public Tensor Fp => Sum((1 - target) * p);

    public Tensor Fn => Sum(target * (1 - p));

    public Tensor Tn => Sum((1 - target) * (1 - p));

    private Tensor Sum(Tensor term)
    {
        var perImage = term.flatten(2).sum([2]);
        return options.Region == Region.WholeBatch ? perImage.sum([0]) : perImage;
    }
}
