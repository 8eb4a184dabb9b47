using LossDsl.CompilerServices;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>
/// Probabilities of the softmax over dimension 1: p_c = e^z_c / Σ_k e^z_k. The log-odds of p_c are s_c = z_c - log Σ_k≠c e^z_k.
/// With u = dL/ds the backward pass is dL/dz_k = u_k - Σ_c≠k u_c p_k / q_c.
/// </summary>
/// <remarks>
/// The likeliest class m of each pixel is computed by its odds against the others: 1 - p_m and the gradient of m would suffer from cancellation. The others have p ≤ 1/2.
/// </remarks>
internal sealed class SoftmaxProbabilities : Probabilities
{
    private readonly Lazy<(Tensor Index, ClassOdds Odds)> likeliest;
    private readonly Lazy<Tensor> others;
    private ClassOdds? own;

    public SoftmaxProbabilities(Tensor logits)
        : base(logits)
    {
        likeliest = new(CreateLikeliest);
        others = new(() => likeliest.Value.Odds.Others * likeliest.Value.Odds.Own.Q);
    }

    public override Tensor Backward(Tensor gradient)
    {
        var (index, odds) = likeliest.Value;

        // The class m is handled apart: its q may be 0, but p_k / q_m is the softmax over the other classes.
        var ratio = (gradient / (Input.requires_grad ? Q.Put(index, ones_like(odds.Own.Q), overwrite: false) : Q)).Put(index, zeros_like(odds.Own.Q));
        var ofOthers = P * (Field.Temporary(ratio) - ratio.sum(1, keepdim: true));
        return (ofOthers + gradient - (Field)gradient.gather(1, index) * odds.Others).ToTensor(gradient);
    }

    public override Tensor BackwardOfOwn(Tensor gradient, Tensor index) => OwnOdds(index).Backward(gradient);

    protected override Tensor ComputeP() => Put(others.Value, static m => m.P, overwrite: false);

    protected override Tensor ComputeQ()
    {
        using var negated = -others.Value;
        return Put(negated.Plus(1), static m => m.Q);
    }

    // log p of a sure class is near 0, and log_softmax, a difference of large numbers, would lose its significant digits.
    protected override Tensor ComputeLogP() => Put(InfiniteLogits.ToFinite(Input.log_softmax(1)), static m => m.LogP);

    protected override Tensor ComputeLogQ()
    {
        using var negated = -others.Value;
        return Put(negated.log1p(), static m => m.LogQ);
    }

    protected override Probabilities CreateOwn(Tensor index) => OwnOdds(index).Own;

    // Where all classes are computed, the gradient seldom is of the own class alone: the softmax over the others of the own class is not held beside that of the likeliest.
    private (Tensor Index, ClassOdds Odds) CreateLikeliest()
    {
        own?.ReleaseOthers();
        var index = Likeliest(Input);
        return (index, new(Input, index));
    }

    private ClassOdds OwnOdds(Tensor index)
    {
        if (own is null)
        {
            own = new(Input, index);
            if (likeliest.IsValueCreated)
            {
                own.ReleaseOthers();
            }
        }

        return own;
    }

    private Tensor Put(Tensor values, Func<Probabilities, Tensor> ofLikeliest, bool overwrite = true) => values.Put(likeliest.Value.Index, ofLikeliest(likeliest.Value.Odds.Own), overwrite);

    // The class with the largest logit, the last one of equal ones. libtorch's argmax along a dimension that is not the last takes many times as long.
    private static Tensor Likeliest(Tensor logits)
    {
        using var detached = logits.detach();
        using var classes = NumberMath.Range(logits.shape[1], logits.dtype, logits.device).reshape([1, -1, .. Enumerable.Repeat(1L, (int)logits.dim() - 2)]);
        using var order = detached - detached.amax([1], keepdim: true);
        return order.sign_().Scale(logits.shape[1]).Increase(classes).amax([1], keepdim: true).nan_to_num(0).Within(0.0, logits.shape[1] - 1).to_type(int64);
    }
}
