namespace LossDsl;

/// <summary>
/// Binds a parameter of a stage over pixels to a map that a type of yours computes: one value for each pixel and class, constant in the backward pass.
/// A <c>System.ComponentModel.DataAnnotations.RangeAttribute</c> on the parameter promises bounds of the map's values, which proofs then use.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class MapAttribute : Attribute
{
    /// <summary>Creates the attribute of a map that no type computes: the caller hands it in at every call. The same as <see cref="InputAttribute"/> for each pixel.</summary>
    public MapAttribute()
    {
    }

    /// <param name="provider">A class that implements <c>LossDsl.IMapProvider</c> and has a public or internal constructor without parameters.</param>
    /// <param name="of">The mask that the map is computed from.</param>
    public MapAttribute(Type provider, Of of = Of.Target) => (Provider, Of) = (provider, of);

    /// <summary>The class that computes the map; null if the caller hands it in.</summary>
    public Type? Provider { get; }

    /// <summary>The mask that the map is computed from.</summary>
    public Of Of { get; }
}
