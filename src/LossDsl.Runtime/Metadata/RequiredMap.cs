using static TorchSharp.torch;

namespace LossDsl;

/// <summary>
/// A map that a loss reads beside prediction and target. One of the target never changes: compute it once for each target, keep it, and hand it in as
/// <see cref="TargetAnnotations.Maps"/>; what is not handed in is computed at every call, as is every map of the prediction.
/// </summary>
public sealed class RequiredMap
{
    private readonly Func<Tensor, IReadOnlyList<double>?, Tensor> compute;

    /// <summary>A map of distances.</summary>
    /// <param name="name">The name of the parameter that reads it.</param>
    /// <param name="of">What the map is made of.</param>
    /// <param name="kind">Which distance.</param>
    public RequiredMap(string name, Of of, DistanceKind kind)
    {
        (Name, Of, Kind) = (name, of, kind);
        compute = (mask, spacing) => DistanceMap.Compute(mask, kind, spacing);
    }

    /// <summary>A map that a type of the user's makes.</summary>
    /// <param name="name">The name of the parameter that reads it.</param>
    /// <param name="of">What the map is made of.</param>
    /// <param name="provider">The type.</param>
    /// <param name="create">Constructs the type, when the map is first asked for.</param>
    public RequiredMap(string name, Of of, Type provider, Func<IMapProvider> create)
    {
        (Name, Of, Provider) = (name, of, provider.FullName);
        compute = (mask, spacing) => create().Compute(mask, spacing);
    }

    /// <summary>The name of the parameter that reads the map, and its key in <see cref="TargetAnnotations.Maps"/>.</summary>
    public string Name { get; }

    /// <summary>What the map is made of.</summary>
    public Of Of { get; }

    /// <summary>Which distance the map holds, or null where a <see cref="Provider"/> makes it.</summary>
    public DistanceKind? Kind { get; }

    /// <summary>The name of the type that makes the map, or null for one of distances.</summary>
    public string? Provider { get; }

    /// <summary>The map as the loss would compute it.</summary>
    /// <param name="mask">
    /// [B, C, ...], a mask for each class (not class indices), foreground above 1/2. A pixel that the loss is told to ignore must be 0 here, as the loss sees it.
    /// For float64 logits give a float64 mask: of any other the map is float32.
    /// </param>
    /// <param name="spacing">The distance of neighbouring pixels along each spatial dimension; 1 if not given.</param>
    /// <returns>A tensor of the mask's shape, on its device, without gradient.</returns>
    /// <exception cref="ArgumentException">The mask is not [B, C, ...] or not real, or the spacing does not fit it.</exception>
    public Tensor Compute(Tensor mask, IReadOnlyList<double>? spacing = null)
    {
        ArgumentNullException.ThrowIfNull(mask);
        using var noGrad = no_grad();
        using var isForeground = mask.gt(0.5);
        using var foreground = isForeground.to_type(mask.dtype == float64 ? float64 : float32);
        return compute(foreground, spacing);
    }

    /// <summary>The name, what the map is made of, and how, e.g. <c>phi (Target, Inverted)</c>.</summary>
    public override string ToString() => $"{Name} ({Of}, {Kind?.ToString() ?? Provider?.Split('.').Last()})";
}
