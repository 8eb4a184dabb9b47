using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Calculus;

/// <summary>
/// Reverse mode: the adjoint of a node is the derivative of the whole by it. The one place where the chain rule is written;
/// every op states its local partials only.
/// </summary>
internal static class Differentiator
{
    /// <summary>The derivatives of <paramref name="expression"/> by the variables that it reads, multiplied by <paramref name="seed"/>.</summary>
    public static IReadOnlyDictionary<Variable, Expr> Differentiate(Expr expression, Expr seed, Func<Variable, bool> isActive)
    {
        var order = ActiveNodes(expression, isActive);
        var adjoints = new Dictionary<Expr, Expr> { [expression] = seed };

        // Every use of a node comes before the node itself in this order, so its adjoint is complete. What only conditions read has none.
        foreach (var node in order.Reverse().OfType<Apply>().Where(adjoints.ContainsKey))
        {
            var adjoint = adjoints[node];
            var partials = node.Op == Conditions.Select ? OfChoice(node, isActive)
                : node.Op == Functions.Max || node.Op == Functions.Min ? OfExtreme(node, isActive)
                : node.Arguments.Zip(node.Op.Partials(node.Arguments, node), static (argument, partial) => (argument, partial));
            foreach (var (argument, partial) in partials)
            {
                if (order.Contains(argument) && partial is not Constant { Value: 0 })
                {
                    var contribution = partial is Constant { Value: 1 } ? adjoint : adjoint * partial;
                    adjoints[argument] = adjoints.TryGetValue(argument, out var sum) ? sum + contribution : contribution;
                }
            }
        }

        return order.OfType<Variable>().Where(adjoints.ContainsKey).ToDictionary(static v => v, v => adjoints[v]);
    }

    // A choice between derivatives, not a derivative times 0 or 1: where n = 0, "n > 0 ? a / n : 0" has the derivative 0, but 0 times that of a / n is no number.
    private static IEnumerable<(Expr Variable, Expr Partial)> OfChoice(Apply choice, Func<Variable, bool> isActive)
    {
        var (whenTrue, whenFalse) = (Differentiate(choice.Arguments[1], 1, isActive), Differentiate(choice.Arguments[2], 1, isActive));
        return whenTrue.Keys.Union(whenFalse.Keys).Select(variable => ((Expr)variable, Conditions.Choose(choice.Arguments[0], Of(whenTrue, variable), Of(whenFalse, variable))));

        static Expr Of(IReadOnlyDictionary<Variable, Expr> partials, Variable variable) => partials.TryGetValue(variable, out var partial) ? partial : 0;
    }

    // Likewise the argument that is not the extreme has no part in the derivative, rather than its derivative times 0: that of log z in max(log z, -100) is infinite at z = 0.
    private static IEnumerable<(Expr Variable, Expr Partial)> OfExtreme(Apply extreme, Func<Variable, bool> isActive) =>
        from part in extreme.Arguments.Zip(extreme.Op.Partials(extreme.Arguments, extreme), static (argument, share) => (Argument: argument, Share: (Apply)share))
        from derivative in Differentiate(part.Argument, 1, isActive)
        select ((Expr)derivative.Key, Conditions.Choose(part.Share.Arguments[0], part.Share.Arguments[1] * derivative.Value, part.Share.Arguments[2]));

    // The nodes that depend on an active variable, arguments first.
    private static OrderedNodes ActiveNodes(Expr expression, Func<Variable, bool> isActive)
    {
        var nodes = new OrderedNodes();
        Visit(expression);
        return nodes;

        bool Visit(Expr node)
        {
            if (nodes.Visited(node, out var active))
            {
                return active;
            }

            active = node switch
            {
                Variable variable => isActive(variable),
                Apply apply => apply.Arguments.Select(Visit).ToArray().Contains(true),
                _ => false,
            };
            nodes.Add(node, active);
            return active;
        }
    }

    private sealed class OrderedNodes
    {
        private readonly Dictionary<Expr, bool> activity = [];
        private readonly List<Expr> active = [];

        public bool Visited(Expr node, out bool isActive) => activity.TryGetValue(node, out isActive);

        public void Add(Expr node, bool isActive)
        {
            activity.Add(node, isActive);
            if (isActive)
            {
                active.Add(node);
            }
        }

        public bool Contains(Expr node) => activity.TryGetValue(node, out var isActive) && isActive;

        public IEnumerable<Expr> Reverse() => Enumerable.Reverse(active);

        public IEnumerable<T> OfType<T>() => active.OfType<T>();
    }
}
