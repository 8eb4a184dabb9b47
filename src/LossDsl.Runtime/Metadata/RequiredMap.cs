using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl;

/// <summary>
/// Map that a loss reads beside prediction and target, with a method that computes it. A map of the target never changes: compute it once for each target, keep it, and pass it in
/// <see cref="TargetAnnotations.Maps"/>. The loss computes maps that are not passed, and maps of the prediction, at every call.
/// </summary>
public sealed class RequiredMap
{
    private readonly Func<Tensor, IReadOnlyList<double>?, Tensor> compute;

    /// <summary>Creates a distance map.</summary>
    /// <param name="name">The name of the parameter that reads it.</param>
    /// <param name="of">The mask that the map is computed from: target or prediction.</param>
    /// <param name="kind">The content of the map: distance, sign and scale.</param>
    public RequiredMap(string name, Of of, DistanceKind kind)
    {
        (Name, Of, Kind) = (name, of, kind);
        compute = (mask, spacing) => DistanceMap.Compute(mask, kind, spacing);
    }

    /// <summary>Creates a map that a provider computes.</summary>
    /// <param name="name">The name of the parameter that reads it.</param>
    /// <param name="of">The mask that the map is computed from: target or prediction.</param>
    /// <param name="provider">The type of the provider.</param>
    /// <param name="create">Returns an instance of the provider. Called at every computation.</param>
    public RequiredMap(string name, Of of, Type provider, Func<IMapProvider> create)
    {
        (Name, Of, Provider) = (name, of, provider.FullName);
        compute = (mask, spacing) => create().Compute(mask, spacing);
    }

    /// <summary>The name of the parameter that reads the map, and its key in <see cref="TargetAnnotations.Maps"/>.</summary>
    public string Name { get; }

    /// <summary>The mask that the map is computed from: target or prediction.</summary>
    public Of Of { get; }

    /// <summary>The content of a distance map, or null if a <see cref="Provider"/> computes the map.</summary>
    public DistanceKind? Kind { get; }

    /// <summary>The full name of the type that computes the map, or null for a distance map.</summary>
    public string? Provider { get; }

    /// <summary>Computes the map as the loss would.</summary>
    /// <param name="mask">
    /// [B, C, ...], a mask for each class (not class indices), with foreground above 1/2. Pixels that the loss ignores must be 0, as the loss sets them to 0.
    /// For float64 logits pass a float64 mask; for other masks a distance map is float32.
    /// </param>
    /// <param name="spacing">The distance of neighbouring pixels along each spatial dimension, in any unit; null for 1.</param>
    /// <returns>A tensor of the mask's shape, on its device, without gradient.</returns>
    /// <exception cref="ArgumentException">For a distance map: the mask is not [B, C, ...] or too large, or the spacing does not fit it.</exception>
    public Tensor Compute(Tensor mask, IReadOnlyList<double>? spacing = null)
    {
        ArgumentNullException.ThrowIfNull(mask);
        using var noGrad = no_grad();
        using var isForeground = mask.IsAbove(0.5);
        using var foreground = isForeground.to_type(mask.dtype == float64 ? float64 : float32);
        return compute(foreground, spacing);
    }

    /// <summary>Formats name, mask, and kind or provider, e.g. <c>phi (Target, Inverted)</c>.</summary>
    public override string ToString() => $"{Name} ({Of}, {Kind?.ToString() ?? Provider?.Split('.').Last()})";
}
