using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Limits;

/// <summary>
/// Leading terms of the values that are 0 for a class that is absent: they are those of a class that is tiny and perfectly predicted. Such a class has ε pixels of foreground
/// with p = 1 - ε, and likewise ε pixels of background with p = ε. So tp and tn are ε, and fp and fn are ε².
/// </summary>
/// <param name="stages">The stages by their results.</param>
/// <param name="inputs">The inputs of the loss.</param>
internal sealed class AbsentClass(IReadOnlyDictionary<Variable, Stage> stages, IEnumerable<InputSpec> inputs)
{
    private static readonly LeadingTerm Small = new(1, 1);

    private static readonly Dictionary<Variable, LeadingTerm> Counts = new()
    {
        [Quantities.TruePositives] = Small,
        [Quantities.TrueNegatives] = Small,
        [Quantities.FalsePositives] = new(1, 2),
        [Quantities.FalseNegatives] = new(1, 2),
    };

    // Of the logarithm of an error nothing is known but that it is infinite in the limit.
    private static readonly Dictionary<Variable, LeadingTerm> Foreground = new() { [Quantities.P] = new(1, 0), [Quantities.Q] = Small, [Quantities.LogP] = new(-1, 1) };
    private static readonly Dictionary<Variable, LeadingTerm> Background = new() { [Quantities.P] = Small, [Quantities.Q] = new(1, 0), [Quantities.LogQ] = new(-1, 1) };

    private readonly HashSet<Variable> given = [.. inputs.Select(static input => input.Variable)];

    /// <summary>Returns the leading terms of expressions of regions where some variables vanish.</summary>
    /// <param name="vanishing">Whether a variable is 0 for the class.</param>
    public LeadingTerms Where(Func<Variable, bool> vanishing) => new(variable => OfRegion(variable, vanishing));

    private LeadingTerm? OfRegion(Variable variable, Func<Variable, bool> vanishing) => vanishing(variable) ? Of(variable, vanishing) : LeadingTerm.OfConstant(variable);

    // A hyperparameter or an input that is 0 is 0 for every ε.
    private LeadingTerm? Of(Variable variable, Func<Variable, bool> vanishing) =>
        variable.Level == Level.Fixed || given.Contains(variable) ? LeadingTerm.Zero
        : Counts.TryGetValue(variable, out var count) ? count
        : stages.TryGetValue(variable, out var stage) ? Of(stage, vanishing)
        : null;

    private LeadingTerm? Of(Stage stage, Func<Variable, bool> vanishing) => stage.Kind switch
    {
        StageKind.PixelSum => OfPixels(stage, vanishing),
        StageKind.PixelMean => OfPixels(stage, vanishing)?.Times(new(1 / (Expr)Quantities.PixelCount, 0)),
        StageKind.ClassSum => OfClasses(stage)?.Times(new(Quantities.ClassCount, 0)),
        StageKind.ClassMean => OfClasses(stage),
        _ => null,
    };

    // All classes are absent where a sum over classes is 0.
    private LeadingTerm? OfClasses(Stage stage) => Where(variable => variable.Level != Level.Fixed && (Counts.ContainsKey(variable) || stages.ContainsKey(variable))).Of(stage.Body);

    private LeadingTerm? OfPixels(Stage stage, Func<Variable, bool> vanishing) =>
        LeadingTerm.Sum([OfPixel(stage, 1, Foreground, vanishing)?.Times(Small), OfPixel(stage, 0, Background, vanishing)?.Times(Small)]);

    private LeadingTerm? OfPixel(Stage stage, double label, IReadOnlyDictionary<Variable, LeadingTerm> prediction, Func<Variable, bool> vanishing)
    {
        return Of(stage.Body);

        LeadingTerm? Of(Expr body) => new LeadingTerms(OfVariable).Of(Simplifier.Simplify(Substitution.Replace(body, Quantities.Y, label)));

        LeadingTerm? OfVariable(Variable variable) =>
            variable.Level != Level.Pixel ? OfRegion(variable, vanishing)
            : prediction.TryGetValue(variable, out var term) ? term
            : stages.TryGetValue(variable, out var read) && read.Kind == StageKind.Pixel ? Of(read.Body)
            : null;
    }
}
