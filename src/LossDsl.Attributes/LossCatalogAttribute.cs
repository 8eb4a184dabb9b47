using System.ComponentModel;

namespace LossDsl.CompilerServices;

/// <summary>
/// Names the generated class that lists the losses of this assembly. The generator writes the attribute.
/// The generator also reads the attributes of referenced assemblies, to include their lists in <c>LossCatalog.All</c>.
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
