namespace LossDsl;

/// <summary>The parameter is a map that a type of your own makes, one value for each pixel, constant in the backward.</summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class MapAttribute : Attribute
{
    /// <param name="provider">A type that implements <c>LossDsl.IMapProvider</c> and has a constructor without parameters.</param>
    /// <param name="of">What the map is made of.</param>
    public MapAttribute(Type provider, Of of = Of.Target) => (Provider, Of) = (provider, of);

    /// <summary>The type that makes the map.</summary>
    public Type Provider { get; }

    /// <summary>What the map is made of.</summary>
    public Of Of { get; }
}
