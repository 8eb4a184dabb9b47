using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>Replaces parts of expressions, and lists the parts of an expression.</summary>
internal static class Substitution
{
    /// <summary>Returns the expression with variables replaced.</summary>
    public static Expr Replace(Expr expression, IReadOnlyDictionary<Variable, Expr> replacements) =>
        Replace(expression, node => node is Variable variable && replacements.TryGetValue(variable, out var replacement) ? replacement : null);

    /// <summary>Returns the expression with parts replaced, leaves first. A part for which <paramref name="replacement"/> returns null stays.</summary>
    public static Expr Replace(Expr expression, Func<Expr, Expr?> replacement)
    {
        var done = new Dictionary<Expr, Expr>();
        return Visit(expression);

        Expr Visit(Expr node)
        {
            if (node is not Apply apply)
            {
                return replacement(node) ?? node;
            }

            if (!done.TryGetValue(node, out var result))
            {
                var arguments = apply.Arguments.Convert(Visit);
                var visited = IsSame(apply.Arguments.Items, arguments) ? apply : new Apply(apply.Op, new(arguments));
                result = replacement(visited) ?? visited;
                done.Add(node, result);
            }

            return result;
        }
    }

    private static bool IsSame(Expr[] before, Expr[] after)
    {
        for (var i = 0; i < before.Length; i++)
        {
            if (!ReferenceEquals(before[i], after[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the expression with one variable replaced.</summary>
    public static Expr Replace(Expr expression, Variable variable, Expr replacement) =>
        Replace(expression, new Dictionary<Variable, Expr> { [variable] = replacement });

    /// <summary>Returns the variables of an expression, each once, in the order of their first use.</summary>
    public static IReadOnlyList<Variable> Variables(Expr expression) => [.. Parts(expression).OfType<Variable>()];

    /// <summary>Returns all parts of an expression, each once, in the order of their first use. The expression itself comes first.</summary>
    public static IReadOnlyList<Expr> Parts(Expr expression)
    {
        List<Expr> found = [];
        HashSet<Expr> seen = [];
        Visit(expression);
        return found;

        void Visit(Expr node)
        {
            if (!seen.Add(node))
            {
                return;
            }

            found.Add(node);
            if (node is Apply apply)
            {
                foreach (var argument in apply.Arguments)
                {
                    Visit(argument);
                }
            }
        }
    }
}
