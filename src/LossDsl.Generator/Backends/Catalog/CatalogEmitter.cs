using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Catalog;

/// <summary>Contents of the catalog of an assembly, as text alone, so that the compiler can cache them.</summary>
/// <param name="Assembly">The name of the assembly.</param>
/// <param name="Namespace">The namespace of the generated class <c>LossCatalog</c>.</param>
/// <param name="HasLosses">Whether the assembly declares losses, including those with errors.</param>
/// <param name="Losses">The fully qualified names of the loss classes that were compiled.</param>
/// <param name="Referenced">The fully qualified names of the catalogs of referenced assemblies.</param>
internal sealed record CatalogSpec(string Assembly, string Namespace, bool HasLosses, EquatableArray<string> Losses, EquatableArray<string> Referenced)
{
    /// <summary>Whether neither the assembly nor its references have losses, so that no catalog is written.</summary>
    public bool IsEmpty => !HasLosses && Referenced.Count == 0;
}

/// <summary>Writes the catalog of an assembly: static lists of its losses by name. The lists need no reflection, so they work trimmed and compiled ahead of time.</summary>
internal static class CatalogEmitter
{
    private const string CatalogType = "global::LossDsl.Catalog";
    private const string Catalogs = "LossDsl.Catalogs";

    /// <summary>Returns the file <c>LossCatalog.g.cs</c>.</summary>
    public static GeneratedFile Emit(CatalogSpec spec)
    {
        // The ending keeps the compiler from warning of a type name in lower case, which the assembly of a small program has.
        var unique = Names.ToUniqueIdentifier(spec.Assembly) + "Catalog";
        var writer = new CodeWriter().Line(GeneratedFile.Header).Line();
        writer.Line($"[assembly: global::LossDsl.CompilerServices.LossCatalogAttribute(typeof(global::{Catalogs}.{unique}))]").Line();
        writer.Open($"namespace {spec.Namespace}");
        writer.Line($"/// <summary>The losses of {Literals.ToXml(spec.Assembly)} and of the assemblies that it references, by name.</summary>");
        writer.Open("public static class LossCatalog");
        writer.Line("/// <summary>The losses of this assembly.</summary>");
        WriteList(writer, "Local", "static () => new global::LossDsl.CatalogEntry[]", spec.Losses.Select(static loss => $"{loss}.CatalogEntry"), "");
        writer.Line();
        writer.Line("/// <summary>The losses of this assembly and of those that it references; of two with the same name this assembly's is taken.</summary>");
        WriteList(writer, "All", $"static () => global::System.Linq.Enumerable.SelectMany(new {CatalogType}[]", ["Local", .. spec.Referenced.Select(static catalog => $"{catalog}.Local")], ", static catalog => catalog)");
        writer.Close().Close().Line();
        WriteReference(writer, spec, unique);
        return new("LossCatalog.g.cs", writer.ToString());
    }

    // Assemblies that reference this one need a type name that clashes with no type of theirs and no other catalog.
    private static void WriteReference(CodeWriter writer, CatalogSpec spec, string unique)
    {
        writer.Open($"namespace {Catalogs}");
        writer.Line($"/// <summary>The losses of {Literals.ToXml(spec.Assembly)}, for the catalogs of assemblies that reference it. Use <c>{spec.Namespace}.LossCatalog</c>.</summary>");
        writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        writer.Open($"public static class {unique}");
        writer.Line("/// <summary>The losses of that assembly.</summary>");
        writer.Line($"public static {CatalogType} Local => global::{spec.Namespace}.LossCatalog.Local;");
        writer.Close().Close();
    }

    // Collection expressions would need C# 12 in the user's project.
    private static void WriteList(CodeWriter writer, string property, string before, IEnumerable<string> items, string after)
    {
        writer.Open($"public static {CatalogType} {property} {{ get; }} = new({GeneratedFile.Contract}, {before}");
        foreach (var item in items)
        {
            writer.Line(item + ",");
        }

        writer.Close($"{after});");
    }
}
