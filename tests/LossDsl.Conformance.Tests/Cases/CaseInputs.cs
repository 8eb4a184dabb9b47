using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Cases;

/// <summary>Logits and target of a case. The logits are a view of a leaf of the graph, as the case's layout says.</summary>
internal sealed class CaseInputs
{
    private readonly Case tested;
    private readonly Tensor leaf;

    public CaseInputs(Case tested)
    {
        this.tested = tested;
        var random = new Random(tested.Seed);
        var probabilities = Fill(random.NextDouble) * 0.94 + 0.03;
        leaf = Place(tested.Options.Activation == Activation.None ? probabilities : 3 * (probabilities.logit() + 0.2), tested.LogitsLayout, tested.Type).requires_grad_();
        Logits = tested.LogitsLayout.View(leaf);
        Target = tested.TargetLayout.View(Place(MakeTarget(random), tested.TargetLayout, tested.TargetType));
    }

    public Tensor Logits { get; }

    public Tensor Target { get; }

    /// <summary>What backward left for the logits; asking for it forgets it.</summary>
    public Tensor TakeGradient()
    {
        var gradient = tested.LogitsLayout.View(leaf.grad!).clone();
        leaf.grad!.zero_();
        return gradient;
    }

    private static Tensor Place(Tensor values, Layout layout, ScalarType type)
    {
        var storage = zeros(layout.StorageShape(values.shape), type);
        layout.View(storage).copy_(values);
        return storage;
    }

    private Tensor Fill(Func<double> pixel) =>
        tensor(Enumerable.Range(0, (int)tested.Shape.Aggregate(static (count, length) => count * length)).Select(_ => pixel()).ToArray(), tested.Shape);

    // Under softmax the classes share one unit of target too.
    private Tensor MakeTarget(Random random)
    {
        var uniform = Fill(random.NextDouble);
        var isShared = tested.Options.Activation == Activation.Softmax;
        var (first, last) = (zeros_like(uniform), zeros_like(uniform));
        first.narrow(1, 0, 1).fill_(1);
        last.narrow(1, -1, 1).fill_(1);
        return tested.TargetKind switch
        {
            TargetKind.Soft => isShared ? uniform / uniform.sum([1], keepdim: true) : uniform,
            TargetKind.Empty => isShared ? first : zeros_like(uniform),
            TargetKind.Full => isShared ? last : ones_like(uniform),
            _ => isShared ? uniform.eq(uniform.amax([1], keepdim: true)) : uniform.gt(0.5),
        };
    }
}
