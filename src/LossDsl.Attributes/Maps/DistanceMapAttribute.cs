namespace LossDsl;

/// <summary>
/// Binds a parameter of a stage over pixels to a map of distances to the boundary of a mask: one value for each pixel and class, constant in the backward pass.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class DistanceMapAttribute : Attribute
{
    /// <param name="of">The mask: the target or the prediction, each thresholded at 1/2.</param>
    /// <param name="kind">The distance that the map holds, and its sign and scale.</param>
    public DistanceMapAttribute(Of of, DistanceKind kind = DistanceKind.Euclidean) => (Of, Kind) = (of, kind);

    /// <summary>The mask: the target or the prediction, each thresholded at 1/2.</summary>
    public Of Of { get; }

    /// <summary>The distance that the map holds, and its sign and scale.</summary>
    public DistanceKind Kind { get; }
}

/// <summary>Source of the mask that a map is computed from.</summary>
public enum Of
{
    /// <summary>The target: foreground is y above 1/2. Such a map can be computed once for each target and given to the loss.</summary>
    Target,

    /// <summary>The prediction: foreground is p above 1/2. The loss computes such a map at every call.</summary>
    Prediction,
}
