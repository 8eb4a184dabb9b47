using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// Finds variances and covariances of windows, E[u v] - E[u] E[v], in the sums of a loss, and makes each a stage. As a difference of local means a variance of 1e-18 is lost in
/// rounding errors of 1e-16, which the square root of a standard deviation turns into 1e-8.
/// </summary>
internal static class WindowCovariances
{
    /// <summary>Returns the stages with a stage added for each covariance that they contain. A stage whose mean of a product is not read any more stays in the list.</summary>
    /// <param name="stages">The stages of a loss, simplified, each after those that it reads.</param>
    public static IReadOnlyList<Stage> Extract(IReadOnlyList<Stage> stages)
    {
        List<Stage> means = [.. stages.Where(static stage => stage.Kind == StageKind.LocalMean && stage.Window!.HasCovariance)];
        var candidates = from product in means
                         from first in means
                         from second in means.Skip(means.IndexOf(first))
                         where IsMeanOfProduct(product, first, second)
                         select Covariance(product, first, second);
        return candidates.Aggregate(stages, Extract);
    }

    private static bool IsMeanOfProduct(Stage product, Stage first, Stage second) =>
        product != first && product != second
        && product.Window == first.Window && product.Window == second.Window
        && product.IsStopped == first.IsStopped && product.IsStopped == second.IsStopped
        && Monomial.From(first.Body).Times(Monomial.From(second.Body)) is var expected && Monomial.From(product.Body) is var actual
        && expected.Coefficient.Equals(actual.Coefficient) && expected.HasSameFactors(actual);

    private static Stage Covariance(Stage product, Stage first, Stage second)
    {
        var covariance = new WindowCovariance(first.Body, second.Body, product.Result, first.Result, second.Result);
        var name = first == second ? $"varianceAround{Pascal(first)}" : $"covarianceAround{Pascal(first)}And{Pascal(second)}";
        return product with { Result = new(name, Level.Pixel), Kind = StageKind.LocalCovariance, Covariance = covariance };
    }

    private static string Pascal(Stage stage) => char.ToUpperInvariant(stage.Result.Name[0]) + stage.Result.Name.Substring(1);

    // The stage of the covariance follows all that it reads. Stages before that cannot contain it.
    private static IReadOnlyList<Stage> Extract(IReadOnlyList<Stage> stages, Stage covariance)
    {
        var parts = covariance.Covariance!;
        Variable[] read = [parts.MeanOfProduct, parts.MeanOfFirst, parts.MeanOfSecond];
        var start = 1 + Enumerable.Range(0, stages.Count).Last(i => read.Contains(stages[i].Result));
        List<Stage> rest = [.. stages.Skip(start).Select(stage => stage with { Body = Replace(stage.Body, covariance) })];
        var isNew = stages.All(stage => !stage.Result.Equals(covariance.Result));
        return isNew && rest.Any(stage => stage.Body.Reads(covariance.Result)) ? [.. stages.Take(start), covariance, .. rest] : stages;
    }

    private static Expr Replace(Expr expression, Stage covariance)
    {
        Dictionary<Expr, Expr> done = [];
        return Visit(expression);

        Expr Visit(Expr node)
        {
            if (node is not Apply apply || !node.Reads(covariance.Covariance!.MeanOfProduct))
            {
                return node;
            }

            if (!done.TryGetValue(node, out var result))
            {
                done[node] = result = Sum.IsSum(apply) ? Replace(Sum.From(apply, Visit), covariance).ToExpr() : new Apply(apply.Op, new EquatableArray<Expr>(apply.Arguments.Convert(Visit)));
            }

            return result;
        }
    }

    // c E[u v] - c E[u] E[v], where c is any product, becomes c times the covariance.
    private static Sum Replace(Sum sum, Stage covariance)
    {
        var parts = covariance.Covariance!;
        var subtracted = Monomial.From(parts.MeanOfFirst).Times(Monomial.From(parts.MeanOfSecond)).Scale(-1);
        foreach (var term in sum.Terms.Where(term => term.ExponentOf(parts.MeanOfProduct) == 1))
        {
            var factor = term.Remove(new(parts.MeanOfProduct, 1));
            var wanted = factor.Times(subtracted);
            if (sum.Terms.FirstOrDefault(other => other.Coefficient.Equals(wanted.Coefficient) && other.HasSameFactors(wanted)) is { } found)
            {
                return new(sum.Terms.Where(other => other != found).Select(other => other == term ? factor.Times(Monomial.From(covariance.Result)) : other).ToEquatableArray());
            }
        }

        return sum;
    }
}
