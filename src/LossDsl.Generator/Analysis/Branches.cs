using LossDsl.Generator.Calculus;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>The branches of a choice, and whether they are equal where the choice changes from one to the other.</summary>
internal static class Branches
{
    private const int MostNodes = 200;

    /// <summary>Whether the choice is continuous, as "x &gt; 0 ? x : 0" is: its branches are equal wherever a comparison of its condition has two equal sides.</summary>
    /// <param name="choice">The choice.</param>
    /// <param name="isOpen">The comparisons that can change.</param>
    public static bool Meet(Apply choice, Func<Apply, bool> isOpen)
    {
        var difference = choice.Arguments[1] - choice.Arguments[2];
        return choice.Size <= MostNodes && Comparisons(choice.Arguments[0]) is { } comparisons
            && comparisons.Where(isOpen).SelectMany(Boundaries).All(boundary => boundary is not null && IsZero(boundary(difference)));
    }

    // Null where the condition is more than comparisons and logic.
    private static List<Apply>? Comparisons(Expr condition)
    {
        List<Apply> found = [];
        return condition is Apply apply && Visit(apply) ? found : null;

        bool Visit(Apply part)
        {
            if (part.Op == Conditions.And || part.Op == Conditions.Or || part.Op == Conditions.Not)
            {
                return part.Arguments.All(argument => argument is Constant || (argument is Apply inner && Visit(inner)));
            }

            found.Add(part);
            return Conditions.Comparisons.Contains(part.Op) && !part.Arguments.Any(static a => a.Has(static inner => Conditions.Rows.Contains(inner.Op)));
        }
    }

    // Each puts into an expression what is known where both sides are equal; |u| = r has two such places.
    private static IEnumerable<Func<Expr, Expr>?> Boundaries(Apply comparison)
    {
        var (left, right) = IsSize(comparison.Arguments[1]) ? (comparison.Arguments[1], comparison.Arguments[0]) : (comparison.Arguments[0], comparison.Arguments[1]);
        return left is Apply size && IsSize(size)
            ? [Boundary(size.Arguments[0], right, (size, right)), Boundary(size.Arguments[0], -right, (size, right))]
            : [Boundary(left, right, null)];

        static bool IsSize(Expr side) => side is Apply { Op: var op } && op == Functions.Abs;
    }

    private static Func<Expr, Expr>? Boundary(Expr left, Expr right, (Expr Part, Expr Value)? known)
    {
        var distance = Simplifier.Simplify(left - right);
        var solved = Substitution.Variables(distance).Select(variable => (Variable: variable, Value: Solve(distance, variable))).FirstOrDefault(static s => s.Value is not null);
        return solved.Value is not { } value ? null : expression =>
        {
            var part = known is var (size, bound) ? Substitution.Replace(expression, node => node.Equals(size) ? bound : null) : expression;
            return Substitution.Replace(part, At(solved.Variable, value));
        };
    }

    // Of what is linear in the variable, with a number that is not 0 before it.
    private static Expr? Solve(Expr distance, Variable variable) =>
        Differentiator.Differentiate(distance, 1, v => v.Equals(variable)).TryGetValue(variable, out var partial) && Simplifier.Simplify(partial) is Constant { Value: not 0 } slope
        && !distance.Has(part => part.Reads(variable) && !Rows.Contains(part.Op))
            ? Simplifier.Simplify(variable - (distance / slope))
            : null;

    // The opposite of a probability and its logarithms go with it.
    private static Dictionary<Variable, Expr> At(Variable variable, Expr value)
    {
        Dictionary<Variable, Expr> replacements = new() { [variable] = value };
        if (variable.Equals(Quantities.P) || variable.Equals(Quantities.Q))
        {
            var (p, q) = variable.Equals(Quantities.P) ? (value, 1 - value) : (1 - value, value);
            replacements = new() { [Quantities.P] = p, [Quantities.Q] = q, [Quantities.LogP] = new Apply(Functions.Log, p), [Quantities.LogQ] = new Apply(Functions.Log, q) };
        }

        return replacements;
    }

    private static bool IsZero(Expr expression) => Simplifier.Simplify(expression) is Constant { Value: 0 };
}
