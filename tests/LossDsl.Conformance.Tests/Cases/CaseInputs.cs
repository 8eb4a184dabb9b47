using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Cases;

/// <summary>Random logits, target and validity mask of a case. The logits are a view of a leaf of the graph, in the memory layout of the case.</summary>
internal sealed class CaseInputs
{
    private readonly Case tested;
    private readonly Tensor leaf;

    public CaseInputs(Case tested)
    {
        this.tested = tested;
        var random = new Random(tested.Seed);

        // Probabilities keep away from 1/2, where thresholded maps and masks of the prediction jump. The wide spread makes a tie at the maximum unlikely after rounding to a
        // half type.
        var probabilities = Fill(() => 0.03 + 0.44 * random.NextDouble() + (random.Next(2) == 0 ? 0 : 0.5));
        leaf = Place(tested.Options.Activation == Activation.None ? probabilities : 2 * probabilities.logit(), tested.LogitsLayout, tested.Type).requires_grad_();
        Logits = tested.LogitsLayout.View(leaf);
        Labels = MakeTarget(random).to_type(tested.TargetType).to_type(float64);
        Mask = tested.IsMasked ? Scattered(random, tested.Shape).logical_not() : null;
        var target = tested.Options.IgnoreIndex is { } ignored ? where(Scattered(random, tested.Shape), full_like(Labels, ignored), Labels) : Labels;
        Target = tested.TargetLayout.View(Place(target, tested.TargetLayout, tested.TargetType));
    }

    public Tensor Logits { get; }

    public Tensor Target { get; }

    /// <summary>Target values before pixels to ignore are overwritten, float64, rounded to the type of the target.</summary>
    public Tensor Labels { get; }

    /// <summary>Validity mask of the shape of the logits, or null if the case has none.</summary>
    public Tensor? Mask { get; }

    public TargetAnnotations Annotations => new() { Valid = Mask };

    /// <summary>Returns the gradient that backward accumulated for the logits, and resets the accumulated gradient to zero.</summary>
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

    private Tensor Scattered(Random random, long[] shape) => Fill(random.NextDouble).lt(0.3).reshape(shape);

    // Under softmax the target values of a pixel sum to 1, like the probabilities.
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
