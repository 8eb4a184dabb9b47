using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>What a pass costs.</summary>
internal static class OperationCount
{
    /// <summary>The operations at each pixel; where there are two forms of the gradient, that by log-odds.</summary>
    public static int Of(Pass pass) =>
        pass.Pixel.Concat(pass.Filters).Sum(static step => Of(step.Term))
        + pass.Reductions.Sum(static step => Of(step.Term) + 1)
        + Of(pass.Gradient?.ByLogOdds) + Of(pass.Gradient?.ByInput);

    private static int Of(Expr? expression) => expression is Apply { Level: Level.Pixel } apply ? 1 + apply.Arguments.Sum(Of) : 0;
}
