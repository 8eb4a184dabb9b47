using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Looks up the quantity, stage, map or input that the name of a parameter refers to in one loss. Names are compared without case.</summary>
/// <param name="stages">The stages of the loss, and its formula.</param>
internal sealed class NameLookup(IReadOnlyList<StageMethod> stages)
{
    /// <summary>Returns the quantities that a stage can read: those of pixels and regions, those of regions alone, or none for a stage over images.</summary>
    public static IReadOnlyList<Variable> Quantities(StageMethod stage) =>
        stage.IsEvaluatedPerPixel ? Formulas.Quantities.PixelParameters
        : stage.Kind.IsOverImages() ? []
        : Formulas.Quantities.RegionParameters;

    /// <summary>Finds the stage with a name. Returns null if there is none; the formula is no stage here.</summary>
    public StageMethod? Stage(string name) => stages.FirstOrDefault(s => !s.IsFormula && AreEqual(s.Symbol.Name, name));

    /// <summary>Finds a method that has a parameter of this name marked as a map. Returns null if there is none.</summary>
    public StageMethod? ReaderOfMap(string name) => stages.FirstOrDefault(s => s.Symbol.Parameters.Any(p => AreEqual(p.Name, name) && MapReader.IsMarked(p)));

    /// <summary>Finds a method that has a parameter of this name marked as an input. Returns null if there is none.</summary>
    public StageMethod? ReaderOfInput(string name) => stages.FirstOrDefault(s => s.Symbol.Parameters.Any(p => AreEqual(p.Name, name) && InputReader.IsMarked(p)));

    /// <summary>
    /// Describes the quantity or stage that a name binds to in the method <paramref name="reader"/>, such as <c>the stage 'Error'</c>.
    /// Returns null if the name is free for a hyperparameter, a map or an input.
    /// </summary>
    public string? Describe(string name, StageMethod reader) =>
        Formulas.Quantities.PixelParameters.FirstOrDefault(q => AreEqual(q.Name, name)) is { } quantity && (Quantities(reader).Contains(quantity) || IsReadByPixels(name))
            ? QuantityWords.Meaning(quantity)
            : Stage(name) is { } stage ? $"the stage '{stage.Symbol.Name}'" : null;

    /// <summary>Whether two names are equal without case.</summary>
    public static bool AreEqual(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    // If a pixel stage reads p, no other method of the loss may use the name p for a hyperparameter.
    private bool IsReadByPixels(string name) => stages.Any(s => s.IsEvaluatedPerPixel && s.Symbol.Parameters.Any(p => AreEqual(p.Name, name) && !p.HasExplicitDefaultValue));
}
