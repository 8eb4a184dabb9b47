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
        leaf = Place(RandomInput.Logits(tested.Shape, tested.Options.Activation!.Value, random), tested.LogitsLayout, tested.Type).requires_grad_();
        Logits = tested.LogitsLayout.View(leaf);
        Labels = RandomInput.Target(tested.Shape, tested.Options.Activation!.Value, tested.TargetKind, random).to_type(tested.TargetType).to_type(float64);
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

    public TargetAnnotations Annotations => CatalogInputs.Of(tested.Loss.Metadata, tested.Shape[1], new() { Valid = Mask });

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

    private static Tensor Scattered(Random random, long[] shape) => RandomInput.Fill(shape, random.NextDouble).lt(0.3);
}
