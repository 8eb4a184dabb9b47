using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Meanings of the names of parameters in a loss, in any case: quantities, stages and maps.</summary>
internal sealed class BoundNames(IReadOnlyList<StageMethod> stages)
{
    /// <summary>The quantities that a stage can read.</summary>
    public static IReadOnlyList<Variable> Quantities(StageMethod stage) => stage.IsOverPixels ? Formulas.Quantities.PixelParameters : Formulas.Quantities.RegionParameters;

    /// <summary>The stage of that name, or null.</summary>
    public StageMethod? Stage(string name) => stages.FirstOrDefault(s => !s.IsFormula && Same(s.Symbol.Name, name));

    /// <summary>The method that reads a map of that name, or null.</summary>
    public StageMethod? ReaderOfMap(string name) => stages.FirstOrDefault(s => s.Symbol.Parameters.Any(p => Same(p.Name, name) && MapReader.IsMarked(p)));

    /// <summary>The quantity or stage that a name binds to in a stage, in words. Null if the name is free.</summary>
    public string? Meaning(string name, StageMethod reader) =>
        Formulas.Quantities.PixelParameters.FirstOrDefault(q => Same(q.Name, name)) is { } quantity && (Quantities(reader).Contains(quantity) || IsReadByPixels(name))
            ? QuantityWords.Meaning(quantity)
            : Stage(name) is { } stage ? $"the stage '{stage.Symbol.Name}'" : null;

    /// <summary>Whether two names are one.</summary>
    public static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    // In a loss that reads p of its pixels, p is nothing else.
    private bool IsReadByPixels(string name) => stages.Any(s => s.IsOverPixels && s.Symbol.Parameters.Any(p => Same(p.Name, name) && !p.HasExplicitDefaultValue));
}
