using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>Named common subexpression: a variable, and the expression that it stands for.</summary>
internal sealed record NamedSubexpression(Variable Variable, Expr Value);

/// <summary>
/// Eliminates common subexpressions: names each subexpression that several expressions share, so that generated code computes it once.
/// Expressions of constants and hyperparameters alone are not named, because their cost is negligible beside tensors.
/// </summary>
internal sealed class CommonSubexpressions
{
    private readonly Dictionary<Expr, int> uses = [];
    private readonly Dictionary<Expr, Variable> names = [];
    private readonly int smallest;
    private int count;

    /// <summary>Counts the uses of every subexpression.</summary>
    /// <param name="roots">All expressions that <see cref="NameAndReplace"/> will be called with.</param>
    /// <param name="smallest">The smallest number of nodes of an expression that is named.</param>
    public CommonSubexpressions(IEnumerable<Expr> roots, int smallest = 2)
    {
        this.smallest = smallest;
        foreach (var root in roots)
        {
            Count(root);
        }
    }

    /// <summary>Replaces common subexpressions by their names.</summary>
    /// <param name="expressions">Some of the roots.</param>
    /// <returns>The rewritten expressions, and the names that this call has added, each after those that its value reads.</returns>
    public (IReadOnlyList<Expr> Expressions, EquatableArray<NamedSubexpression> Temps) NameAndReplace(IReadOnlyList<Expr> expressions)
    {
        List<NamedSubexpression> temps = [];
        IReadOnlyList<Expr> shared = [.. expressions.Select(expression => Visit(expression, temps))];
        return (shared, temps.ToEquatableArray());
    }

    /// <summary>Replaces the subexpressions of an expression that have a name already. Adds no names.</summary>
    public Expr Reuse(Expr expression) => Visit(expression, temps: null);

    private Expr Visit(Expr node, List<NamedSubexpression>? temps)
    {
        if (node is not Apply apply)
        {
            return node;
        }

        if (names.TryGetValue(node, out var known))
        {
            return known;
        }

        var inner = new Apply(apply.Op, [.. apply.Arguments.Select(argument => Visit(argument, temps))]);
        if (temps is null || uses[node] < 2 || !IsNamed(apply))
        {
            return inner;
        }

        var name = new Variable($"t{count++}", node.Level);
        names.Add(node, name);
        temps.Add(new(name, inner));
        return name;
    }

    private void Count(Expr node)
    {
        uses[node] = uses.TryGetValue(node, out var known) ? known + 1 : 1;

        // A second use of a named expression reads its name, and so does not use its arguments again.
        if (node is Apply apply && (uses[node] == 1 || !IsNamed(apply)))
        {
            foreach (var argument in apply.Arguments)
            {
                Count(argument);
            }
        }
    }

    private bool IsNamed(Apply node) => node.Level != Level.Fixed && node.Size >= smallest && node.Op != Arithmetic.Negate;
}
