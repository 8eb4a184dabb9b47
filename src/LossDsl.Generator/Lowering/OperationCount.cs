using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>Counts the operations of a pass, which the documentation of its kernel states.</summary>
internal static class OperationCount
{
    /// <summary>
    /// Returns the number of ops that the pass evaluates at each pixel, with one more for each reduction. Of the two forms of the gradient only the one by log-odds counts.
    /// </summary>
    public static int Count(Pass pass) =>
        pass.PixelSteps.Select(static step => step.Term).Concat(pass.StoredTerms).Sum(Count)
        + pass.Reductions.Sum(static step => Count(step.Term) + 1)
        + Count(pass.Gradient?.ByLogOdds) + Count(pass.Gradient?.ByInput);

    private static int Count(Expr? expression) => expression is Apply { Level: Level.Pixel } apply ? 1 + apply.Arguments.Sum(Count) : 0;
}
