using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Limits;

/// <summary>
/// Search for the zeros of an expression of values that are never negative. Each result is a set of variables: the expression is 0 exactly where all variables of one of the
/// sets are 0. Example: tp + fn has {tp, fn}, and tp · fp has {tp} and {fp}. Weights, that is, hyperparameters that multiply a value, are taken as positive.
/// </summary>
/// <param name="ranges">The ranges of the variables.</param>
internal sealed class ZeroSets(Ranges ranges)
{
    private const int MostSets = 16;

    // Ops that are 0 exactly where their first argument is 0.
    private static readonly HashSet<Op> ZeroWithArgument =
        [Negate, Divide, Functions.Square, Functions.Sqrt, Functions.Cbrt, Functions.Abs, Functions.Tanh, Functions.Sinh, Functions.Atan, Functions.Asinh, Functions.Expm1, Functions.Log1p, Functions.LogCosh, Functions.Stop, RegionOps.Ratio];

    /// <summary>Returns the sets; none if the expression is never 0, null if its zeros are not known.</summary>
    public IReadOnlyList<HashSet<Variable>>? Of(Expr expression) => ranges.Of(expression).ExcludesZero ? [] : expression switch
    {
        Variable variable => ranges.Of(variable).IsNonNegative && variable.Level != Level.Pixel ? [[variable]] : null,
        Apply apply when Sum.IsSum(apply) => AllOf([.. Sum.Addends(apply).Select(addend => addend.Sign * addend.Term)]),
        Apply { Op: var op, Arguments: var a } when op == Functions.Max => AllOf([.. a]),
        Apply { Op: var op, Arguments: var a } when op == Functions.Min => OneOf([.. a]),
        Apply { Op: var op, Arguments: var a } when op == Multiply => OneOf(a[0].Level == a[1].Level ? [.. a] : a.Where(static factor => factor.Level != Level.Fixed)),
        Apply { Op: var op, Arguments: [var x, Constant { Value: > 0 }] } when op == Functions.Pow => Of(x),
        Apply { Op: var op, Arguments: var a } when ZeroWithArgument.Contains(op) => Of(a[0]),
        _ => null,
    };

    /// <summary>Returns the sets together with all their unions, from the smallest to the largest; null if there are too many.</summary>
    public static IReadOnlyList<HashSet<Variable>>? Unions(IEnumerable<HashSet<Variable>> sets)
    {
        List<HashSet<Variable>> unions = [];
        foreach (var set in sets)
        {
            foreach (var union in unions.Select(known => new HashSet<Variable>(known.Concat(set))).Append(set).ToList().Where(union => !unions.Exists(union.SetEquals)))
            {
                unions.Add(union);
            }

            if (unions.Count > MostSets)
            {
                return null;
            }
        }

        return [.. unions.OrderBy(static union => union.Count)];
    }

    // Values of one sign are all 0 where their sum is 0, or their maximum.
    private IReadOnlyList<HashSet<Variable>>? AllOf(IReadOnlyList<Expr> parts)
    {
        if (!parts.All(part => ranges.Of(part).IsNonNegative) && !parts.All(part => ranges.Of(part).IsNonPositive))
        {
            return null;
        }

        IReadOnlyList<HashSet<Variable>> all = [[]];
        foreach (var part in parts)
        {
            if (Of(part) is not { } sets || all.Count * sets.Count > MostSets)
            {
                return null;
            }

            all = [.. all.SelectMany(_ => sets, static (one, other) => new HashSet<Variable>(one.Concat(other)))];
        }

        return all;
    }

    private IReadOnlyList<HashSet<Variable>>? OneOf(IEnumerable<Expr> parts)
    {
        List<HashSet<Variable>> all = [];
        foreach (var part in parts)
        {
            if (Of(part) is not { } sets)
            {
                return null;
            }

            all.AddRange(sets);
        }

        return all;
    }
}
