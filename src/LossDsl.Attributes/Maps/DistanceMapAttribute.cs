namespace LossDsl;

/// <summary>The parameter is a map of distances to the boundary of a mask, one value for each pixel, constant in the backward.</summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class DistanceMapAttribute : Attribute
{
    /// <param name="of">The mask: the target, or the prediction where its probability is above 1/2.</param>
    /// <param name="kind">Which distance.</param>
    public DistanceMapAttribute(Of of, DistanceKind kind = DistanceKind.Euclidean) => (Of, Kind) = (of, kind);

    /// <summary>The mask.</summary>
    public Of Of { get; }

    /// <summary>Which distance.</summary>
    public DistanceKind Kind { get; }
}

/// <summary>What a map is made of.</summary>
public enum Of
{
    /// <summary>The target, where it is above 1/2. Such a map can be computed once for each target and handed to the loss.</summary>
    Target,

    /// <summary>The prediction, where its probability is above 1/2. Such a map is computed at every call.</summary>
    Prediction,
}
