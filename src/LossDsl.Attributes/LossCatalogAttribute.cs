namespace LossDsl;

/// <summary>Names the catalogue of an assembly, so that the catalogues of assemblies that reference it can list its losses. Written by the generator.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class LossCatalogAttribute : Attribute
{
    /// <param name="catalog">The generated class <c>LossCatalog</c>.</param>
    public LossCatalogAttribute(Type catalog) => Catalog = catalog;

    /// <summary>The generated class <c>LossCatalog</c>.</summary>
    public Type Catalog { get; }
}
