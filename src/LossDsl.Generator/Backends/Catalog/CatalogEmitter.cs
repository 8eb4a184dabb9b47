using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Catalog;

/// <summary>What the catalog of an assembly lists.</summary>
/// <param name="Assembly">The name of the assembly.</param>
/// <param name="Namespace">The namespace of the catalog.</param>
/// <param name="HasLosses">Whether the assembly has losses, be they compiled or not.</param>
/// <param name="Losses">The loss classes of the assembly that were compiled, fully qualified.</param>
/// <param name="Referenced">The catalogs of referenced assemblies, fully qualified.</param>
internal sealed record CatalogSpec(string Assembly, string Namespace, bool HasLosses, EquatableArray<string> Losses, EquatableArray<string> Referenced)
{
    /// <summary>Nothing to list.</summary>
    public bool IsEmpty => !HasLosses && Referenced.Count == 0;
}

/// <summary>Writes the catalog of an assembly: a list of constructors, so that it works trimmed and compiled ahead of time.</summary>
internal static class CatalogEmitter
{
    private const string CatalogType = "global::LossDsl.Catalog";
    private const string Catalogs = "LossDsl.Catalogs";

    public static GeneratedFile Emit(CatalogSpec spec)
    {
        var unique = Names.ToUniqueIdentifier(spec.Assembly);
        var writer = new CodeWriter().Line(GeneratedFile.Header).Line();
        writer.Line($"[assembly: global::LossDsl.CompilerServices.LossCatalogAttribute(typeof(global::{Catalogs}.{unique}))]").Line();
        writer.Open($"namespace {spec.Namespace}");
        writer.Line($"/// <summary>The losses of {Literals.ToXml(spec.Assembly)} and of the assemblies that it references, by name.</summary>");
        writer.Open("public static class LossCatalog");
        writer.Line("/// <summary>The losses of this assembly.</summary>");
        WriteList(writer, "Local", "new global::LossDsl.CatalogEntry[]", spec.Losses.Select(static loss => $"{loss}.CatalogEntry"), "");
        writer.Line();
        writer.Line("/// <summary>The losses of this assembly and of those that it references; of two with the same name this assembly's is taken.</summary>");
        WriteList(writer, "All", $"global::System.Linq.Enumerable.SelectMany(new {CatalogType}[]", ["Local", .. spec.Referenced.Select(static catalog => $"{catalog}.Local")], ", static catalog => catalog)");
        writer.Close().Close().Line();
        WriteReference(writer, spec, unique);
        return new("LossCatalog.g.cs", writer.ToString());
    }

    // Other assemblies read the list by a name that no type of theirs, and no other catalog, can have.
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

    // No collection expression, which needs C# 12.
    private static void WriteList(CodeWriter writer, string property, string before, IEnumerable<string> items, string after)
    {
        writer.Open($"public static {CatalogType} {property} {{ get; }} = new({before}");
        foreach (var item in items)
        {
            writer.Line(item + ",");
        }

        writer.Close($"{after});");
    }
}
