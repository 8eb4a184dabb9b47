using System.ComponentModel;

namespace LossDsl.CompilerServices;

/// <summary>
/// Names the generated class that lists the losses of this assembly. The generator writes the attribute, and reads it from referenced assemblies to build their catalogs in.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class LossCatalogAttribute : Attribute
{
    /// <param name="catalog">A generated class whose static property <c>Local</c> is the catalog of the assembly's own losses.</param>
    public LossCatalogAttribute(Type catalog) => Catalog = catalog;

    /// <summary>A generated class whose static property <c>Local</c> is the catalog of the assembly's own losses.</summary>
    public Type Catalog { get; }
}
