using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Calculus;

/// <summary>
/// Differentiates an expression symbolically, in reverse mode: the adjoint of a part is the derivative of the whole expression by it. The chain rule is applied only here;
/// ops state their local partials.
/// </summary>
internal static class Differentiator
{
    /// <summary>
    /// Returns the derivatives of <paramref name="expression"/> by the active variables that it reads, multiplied by <paramref name="seed"/>.
    /// A variable that the result does not list has the derivative 0.
    /// </summary>
    /// <param name="expression">The expression to differentiate.</param>
    /// <param name="seed">The adjoint of the expression itself; 1 for plain derivatives.</param>
    /// <param name="isActive">Whether to differentiate by a variable; all others are constants.</param>
    public static IReadOnlyDictionary<Variable, Expr> Differentiate(Expr expression, Expr seed, Func<Variable, bool> isActive)
    {
        var order = ActiveNodes(expression, isActive);
        var adjoints = new Dictionary<Expr, Expr> { [expression] = seed };

        // In this order every use of a node comes before the node itself, so its adjoint is complete. A node that only conditions read has no adjoint.
        foreach (var node in order.Reverse().OfType<Apply>().Where(adjoints.ContainsKey))
        {
            var adjoint = adjoints[node];
            var partials = node.Op == Conditions.Select ? ChoicePartials(node, isActive)
                : node.Op == Functions.Max || node.Op == Functions.Min ? ExtremePartials(node, isActive)
                : node.Arguments.Zip(node.Op.LocalPartials(node.Arguments, node), static (argument, partial) => (argument, partial));
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

    // A choice between derivatives, not a derivative times 0 or 1. At n = 0, "n > 0 ? a / n : 0" has the derivative 0, but 0 times the derivative of a / n is NaN.
    private static IEnumerable<(Expr Variable, Expr Partial)> ChoicePartials(Apply choice, Func<Variable, bool> isActive)
    {
        var (whenTrue, whenFalse) = (Differentiate(choice.Arguments[1], 1, isActive), Differentiate(choice.Arguments[2], 1, isActive));
        return whenTrue.Keys.Union(whenFalse.Keys).Select(variable => ((Expr)variable, Conditions.Choose(choice.Arguments[0], PartialBy(whenTrue, variable), PartialBy(whenFalse, variable))));

        static Expr PartialBy(IReadOnlyDictionary<Variable, Expr> partials, Variable variable) => partials.TryGetValue(variable, out var partial) ? partial : 0;
    }

    // Likewise an argument that is not the extreme contributes 0, not 0 times its derivative: in max(log z, -100) the derivative of log z is infinite at z = 0.
    private static IEnumerable<(Expr Variable, Expr Partial)> ExtremePartials(Apply extreme, Func<Variable, bool> isActive) =>
        from part in extreme.Arguments.Zip(extreme.Op.LocalPartials(extreme.Arguments, extreme), static (argument, share) => (Argument: argument, Share: (Apply)share))
        from derivative in Differentiate(part.Argument, 1, isActive)
        select ((Expr)derivative.Key, Conditions.Choose(part.Share.Arguments[0], part.Share.Arguments[1] * derivative.Value, part.Share.Arguments[2]));

    // The nodes that depend on an active variable, arguments before their ops.
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
