using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// Chooses the form of the class weight that a stage reads: divided by its mean over the classes where values are averaged over classes, else divided by its mean over the pixels.
/// The two forms differ only with the option <c>ClassWeighting.ByWeight</c>. Formulas and documentation name both <c>classWeight</c>.
/// </summary>
internal static class ClassWeightChoice
{
    /// <summary>
    /// Returns the stage with <see cref="Quantities.ClassWeightInMean"/> in place of <see cref="Quantities.ClassWeight"/> if its values are averaged over classes, else the stage
    /// itself.
    /// </summary>
    public static Stage Choose(Stage stage) => IsAveragedOverClasses(stage) ? stage with { Body = UseWeightInMean(stage.Body) } : stage;

    // The runtime averages the region values of a formula over classes, as the options ask.
    private static bool IsAveragedOverClasses(Stage stage) =>
        stage.Kind == StageKind.ClassMean || (stage.Kind == StageKind.Formula && stage.Result.Level == Level.Region);

    private static Expr UseWeightInMean(Expr expression) => expression switch
    {
        Apply apply when apply.Reads(Quantities.ClassWeight) => new Apply(apply.Op, new([.. apply.Arguments.Select(UseWeightInMean)])),
        Variable variable when variable.Equals(Quantities.ClassWeight) => Quantities.ClassWeightInMean,
        _ => expression,
    };
}
