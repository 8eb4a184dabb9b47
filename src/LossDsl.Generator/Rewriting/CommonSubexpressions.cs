using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>A named intermediate result.</summary>
internal sealed record Temp(Variable Variable, Expr Value);

/// <summary>Names what several expressions have in common, so that it is computed once. Numbers are not named: they cost nothing beside tensors.</summary>
internal sealed class CommonSubexpressions
{
    private readonly Dictionary<Expr, int> uses = [];
    private readonly Dictionary<Expr, Variable> names = [];
    private readonly int smallest;
    private int count;

    /// <param name="roots">All expressions that will be asked for.</param>
    /// <param name="smallest">What has fewer nodes is not named.</param>
    public CommonSubexpressions(IEnumerable<Expr> roots, int smallest = 2)
    {
        this.smallest = smallest;
        foreach (var root in roots)
        {
            Count(root);
        }
    }

    /// <summary>The expressions over named intermediate results; those that were not named before come with them, in the order of their need.</summary>
    public (IReadOnlyList<Expr> Expressions, EquatableArray<Temp> Temps) Share(IReadOnlyList<Expr> expressions)
    {
        List<Temp> temps = [];
        IReadOnlyList<Expr> shared = [.. expressions.Select(expression => Visit(expression, temps))];
        return (shared, temps.ToEquatableArray());
    }

    /// <summary>The expression over what has been named so far; nothing new is named.</summary>
    public Expr Reuse(Expr expression) => Visit(expression, temps: null);

    private Expr Visit(Expr node, List<Temp>? temps)
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

        // The parts of what is named are used by its definition alone.
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
