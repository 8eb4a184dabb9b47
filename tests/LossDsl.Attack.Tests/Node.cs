using System.Globalization;

namespace LossDsl.Attack;

/// <summary>Part of a random formula: its C# text, and its value, by code that knows nothing of the generator's.</summary>
/// <param name="Text">C# text, in parentheses where it is not a name, a number or a call.</param>
/// <param name="Evaluate">Computes the value at a point.</param>
/// <param name="Parts">The arguments.</param>
/// <param name="Gap">Computes how far a point is from a kink or a jump: 0 where the part switches. Null for a part that is smooth.</param>
internal sealed record Node(string Text, Func<Point, double> Evaluate, Node[] Parts, Func<Point, double>? Gap = null)
{
    public static Node Variable(string name) => new(name, point => point[name], []);

    public static Node Number(double value) => new(value.ToString("0.0###", CultureInfo.InvariantCulture), _ => value, []);

    public static Node Infix(string sign, Node a, Node b, Func<double, double, double> compute) => new($"({a.Text} {sign} {b.Text})", point => point.Note(compute(a.Evaluate(point), b.Evaluate(point))), [a, b]);

    public static Node Call(string name, Func<double, double> compute, Node a) => new($"{name}({a.Text})", point => point.Note(compute(a.Evaluate(point))), [a]);

    public static Node Absolute(Node a) => Call("Math.Abs", Math.Abs, a) with { Gap = a.Evaluate };

    public static Node Extreme(string name, Func<double, double, double> compute, Node a, Node b) =>
        new($"{name}({a.Text}, {b.Text})", point => point.Note(compute(a.Evaluate(point), b.Evaluate(point))), [a, b], point => a.Evaluate(point) - b.Evaluate(point));

    public static Node Choice(Node left, string comparison, Node right, Node then, Node otherwise) => new(
        $"({left.Text} {comparison} {right.Text} ? {then.Text} : {otherwise.Text})",
        point => (comparison == ">" ? left.Evaluate(point) > right.Evaluate(point) : left.Evaluate(point) <= right.Evaluate(point)) ? then.Evaluate(point) : otherwise.Evaluate(point),
        [left, right, then, otherwise],
        point => left.Evaluate(point) - right.Evaluate(point));

    /// <summary>Returns a quotient of regions. At 0/0 it is a limit, for which the whole formula is evaluated again.</summary>
    public static Node Ratio(Node a, Node b) => new(
        $"({a.Text} / {b.Text})",
        point =>
        {
            var (above, below) = (a.Evaluate(point), b.Evaluate(point));
            point.MeetsZeroQuotient |= above == 0 && below == 0;
            return point.Note(above / below);
        },
        [a, b]);

    /// <summary>Returns the part with a text, with or without the parentheses around it; null if there is none.</summary>
    public Node? Find(string text) => Text == text || Text == $"({text})" ? this : Parts.Select(part => part.Find(text)).FirstOrDefault(static found => found is not null);
}
