using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>What a pass costs.</summary>
internal static class OperationCount
{
    /// <summary>The operations at each pixel; where there are two forms of the gradient, that by log-odds.</summary>
    public static int Count(Pass pass) =>
        pass.Pixel.Concat(pass.Filters).Sum(static step => Count(step.Term))
        + pass.Reductions.Sum(static step => Count(step.Term) + 1)
        + Count(pass.Gradient?.ByLogOdds) + Count(pass.Gradient?.ByInput);

    private static int Count(Expr? expression) => expression is Apply { Level: Level.Pixel } apply ? 1 + apply.Arguments.Sum(Count) : 0;
}
