using System.ComponentModel;

namespace LossDsl.CompilerServices;

/// <summary>Names the class by which assemblies that reference this one list its losses in their own catalogs. Written by the generator.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class LossCatalogAttribute : Attribute
{
    /// <param name="catalog">A generated class with a static property <c>Local</c>, the losses of the assembly.</param>
    public LossCatalogAttribute(Type catalog) => Catalog = catalog;

    /// <summary>A generated class with a static property <c>Local</c>, the losses of the assembly.</summary>
    public Type Catalog { get; }
}
