using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// Formula of the pixel values of a loss that is a mean or sum over pixels, or the sum over classes of one. The value of a pixel is what the reduction reduces, times the factors that
/// the loss puts before it: hyperparameters, and in a sum over classes the class weight.
/// </summary>
internal static class PixelValueFormula
{
    /// <summary>Returns the loss with the value of a pixel as its formula; null if the loss is no mean or sum over pixels.</summary>
    public static LossSpec? TryCreate(LossSpec spec)
    {
        var stages = spec.Stages.ToDictionary(static stage => stage.Result);
        var total = Read(spec.Formula.Body, stages) is { Kind: StageKind.ClassSum, IsStopped: false } sum ? sum : null;
        if (Sum.From(Simplifier.Simplify((total ?? spec.Formula).Body)).Terms is not [var term])
        {
            return null;
        }

        var reduced = term.Factors.FirstOrDefault(factor => factor.Exponent == 1 && Read(factor.Base, stages) is { Kind: StageKind.PixelMean or StageKind.PixelSum, IsStopped: false });
        if (reduced is null || !term.Remove(reduced).Factors.All(factor => factor.Base.Level == Level.Fixed || (total is not null && factor.Base.Equals(Quantities.ClassWeight))))
        {
            return null;
        }

        var value = new Stage(new("L", Level.Pixel), StageKind.Formula, term.Remove(reduced).ToExpr() * stages[(Variable)reduced.Base].Body);
        return spec with { Stages = spec.Stages.Where(stage => stage != spec.Formula).Append(value).ToEquatableArray() };
    }

    private static Stage? Read(Expr expression, Dictionary<Variable, Stage> stages) => expression is Variable variable && stages.TryGetValue(variable, out var stage) ? stage : null;
}
