using LossDsl.Testing.Inputs;

namespace LossDsl.Testing.Checks;

/// <summary>Combination of options and target that a loss is checked with.</summary>
internal sealed record Setting(Activation Activation, Region Region, TorchSharp.torch.nn.Reduction Reduction, TargetKind Target, int Seed)
{
    /// <summary>Backends that a loss is checked on: the fastest kernels, and tensor operations.</summary>
    public static IReadOnlyList<Backend> Backends { get; } = [Backend.Automatic, Backend.Tensors];

    /// <summary>Returns all combinations of activations, regions and reductions with the given targets.</summary>
    public static IEnumerable<Setting> All(LossCheckOptions checks, params TargetKind[] targets) =>
        from activation in Activations(checks)
        from region in Enum.GetValues<Region>()
        from reduction in Enum.GetValues<TorchSharp.torch.nn.Reduction>()
        from target in targets
        select new Setting(activation, region, reduction, target, checks.Seed);

    /// <summary>Returns the activations to check: those of the checks, without softmax if there is one class.</summary>
    /// <exception cref="ArgumentException">The shape has fewer than two dimensions, or an empty one.</exception>
    public static IEnumerable<Activation> Activations(LossCheckOptions checks) => checks.Shape.Count >= 2 && checks.Shape.All(static length => length > 0)
        ? checks.Activations.Where(activation => activation != Activation.Softmax || checks.Shape[1] > 1)
        : throw new ArgumentException($"The shape [{string.Join(", ", checks.Shape)}] is not that of logits; it must be [B, C, ...], each at least 1.", nameof(checks));

    /// <summary>Returns the options of the setting for a backend.</summary>
    public LossOptions Options(Backend backend) => new() { Activation = Activation, Region = Region, Reduction = Reduction, Backend = backend };

    /// <summary>Describes the setting on a backend, for the message of a failure.</summary>
    public string Text(Backend backend) =>
        $"activation {Activation}, region {Region}, reduction {Reduction}, target {Target}, backend {backend}, seed {Seed}";
}
