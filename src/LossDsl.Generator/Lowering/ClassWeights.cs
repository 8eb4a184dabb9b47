using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// Chooses between the two forms of the class weight. A mean over classes takes weights relative to the mean over classes; everything else takes them relative to the mean over pixels.
/// The two differ only with the option <c>ClassWeighting.ByWeight</c>. People see one name, <c>classWeight</c>.
/// </summary>
internal static class ClassWeights
{
    /// <summary>The stage with the form of the class weight that its reduction calls for.</summary>
    public static Stage Choose(Stage stage) => IsAveragedOverClasses(stage) ? stage with { Body = InMean(stage.Body) } : stage;

    // The values of a formula for each region are averaged over classes by the options.
    private static bool IsAveragedOverClasses(Stage stage) =>
        stage.Kind == StageKind.ClassMean || (stage.Kind == StageKind.Formula && stage.Result.Level == Level.Region);

    private static Expr InMean(Expr expression) => expression switch
    {
        Apply apply when apply.Reads(Quantities.ClassWeight) => new Apply(apply.Op, new([.. apply.Arguments.Select(InMean)])),
        Variable variable when variable.Equals(Quantities.ClassWeight) => Quantities.ClassWeightInMean,
        _ => expression,
    };
}
