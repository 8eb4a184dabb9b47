using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Catalog;

/// <summary>What the catalogue of an assembly lists.</summary>
/// <param name="Assembly">The name of the assembly.</param>
/// <param name="Losses">The loss classes of the assembly, fully qualified.</param>
/// <param name="Referenced">The catalogues of referenced assemblies, fully qualified.</param>
internal sealed record CatalogSpec(string Assembly, EquatableArray<string> Losses, EquatableArray<string> Referenced)
{
    /// <summary>Nothing to list.</summary>
    public bool IsEmpty => Losses.Count == 0 && Referenced.Count == 0;
}

/// <summary>Writes the catalogue of an assembly: a list of constructors, so that it works trimmed and compiled ahead of time.</summary>
internal static class CatalogEmitter
{
    private const string CatalogType = "global::LossDsl.Catalog";

    public static GeneratedFile Emit(CatalogSpec spec)
    {
        var name = Names.ToNamespace(spec.Assembly);
        var writer = new CodeWriter().Line(GeneratedFile.Header).Line();
        writer.Line($"[assembly: global::LossDsl.LossCatalogAttribute(typeof(global::{name}.LossCatalog))]").Line();
        writer.Line($"namespace {name};").Line();
        writer.Line($"/// <summary>The losses of {Literals.ToXml(spec.Assembly)} and of the assemblies that it references, by name.</summary>");
        writer.Open("public static class LossCatalog");
        writer.Line("/// <summary>The losses of this assembly.</summary>");
        WriteList(writer, "Local", "new global::LossDsl.CatalogEntry[]", spec.Losses.Select(static loss => $"{loss}.CatalogEntry"), "");
        writer.Line();
        writer.Line("/// <summary>The losses of this assembly and of those that it references; of two with the same name this assembly's is taken.</summary>");
        WriteList(writer, "All", $"global::System.Linq.Enumerable.SelectMany(new {CatalogType}[]", ["Local", .. spec.Referenced.Select(static catalog => $"{catalog}.Local")], ", static catalog => catalog)");
        writer.Close();
        return new("LossCatalog.g.cs", writer.ToString());
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
