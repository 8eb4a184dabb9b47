using LossDsl.Generator.Calculus;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>Decides whether a choice is continuous: whether its two branches are equal wherever its condition switches.</summary>
internal static class BranchContinuity
{
    private const int MostNodes = 200;

    /// <summary>
    /// Whether the choice is proved to be continuous, as "x &gt; 0 ? x : 0" is: its branches are equal wherever a comparison in its condition has two equal sides.
    /// False if undecided.
    /// </summary>
    /// <param name="choice">The choice.</param>
    /// <param name="canChange">Whether the truth of a comparison can change; other comparisons are not considered.</param>
    public static bool Meet(Apply choice, Func<Apply, bool> canChange)
    {
        var difference = choice.Arguments[1] - choice.Arguments[2];
        return choice.Size <= MostNodes && Comparisons(choice.Arguments[0]) is { } comparisons
            && comparisons.Where(canChange).SelectMany(Boundaries).All(solutions => solutions.Any(solution => IsZero(solution(difference))));
    }

    // The comparisons in a condition; null if the condition contains more than comparisons and logic.
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

    // For each place where both sides are equal, the substitutions that hold there. |u| = r has two such places: u = r and u = -r.
    private static IEnumerable<IEnumerable<Func<Expr, Expr>>> Boundaries(Apply comparison)
    {
        var (left, right) = IsAbsoluteValue(comparison.Arguments[1]) ? (comparison.Arguments[1], comparison.Arguments[0]) : (comparison.Arguments[0], comparison.Arguments[1]);
        return left is Apply size && IsAbsoluteValue(size)
            ? [Boundary(size.Arguments[0], right, (size, right)), Boundary(size.Arguments[0], -right, (size, right))]
            : [Boundary(left, right, null)];

        static bool IsAbsoluteValue(Expr side) => side is Apply { Op: var op } && op == Functions.Abs;
    }

    // One substitution for each variable that the equation can be solved for. Which of them shows the branches to be equal depends on their form.
    private static IEnumerable<Func<Expr, Expr>> Boundary(Expr left, Expr right, (Expr Part, Expr Value)? known)
    {
        var distance = Simplifier.Simplify(left - right);
        return from variable in Substitution.Variables(distance)
               let value = Solve(distance, variable)
               where value is not null
               select (Func<Expr, Expr>)(expression =>
               {
                   var part = known is var (size, bound) ? Substitution.Replace(expression, node => node.Equals(size) ? bound : null) : expression;

                   // Simplified first, so that like terms are collected before the value is inserted.
                   return Substitution.Replace(Simplifier.Simplify(part), ReplacementsFor(variable, value));
               });
    }

    // Null unless the distance is linear in the variable, with a constant coefficient other than 0.
    private static Expr? Solve(Expr distance, Variable variable) =>
        Differentiator.Differentiate(distance, 1, v => v.Equals(variable)).TryGetValue(variable, out var partial) && Simplifier.Simplify(partial) is Constant { Value: not 0 } slope
        && !distance.Has(part => part.Reads(variable) && !Rows.Contains(part.Op))
            ? Simplifier.Simplify(variable - (distance / slope))
            : null;

    // A value of p also determines q, log p and log q, and a value of q determines p.
    private static Dictionary<Variable, Expr> ReplacementsFor(Variable variable, Expr value)
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
