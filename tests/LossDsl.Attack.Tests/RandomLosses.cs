namespace LossDsl.Attack;

/// <summary>Generator of random losses with conditions, extremes, thresholds and smooth parts. The same seed gives the same losses.</summary>
internal sealed class RandomLosses(int seed)
{
    private static readonly double[] Numbers = [0.1, 0.25, 0.5, 0.7, 1, 1.5, 2, 3];
    // tp + fn is a whole number, but rounded it may lie on either side of one: a threshold of 3 would be met by rounding.
    private static readonly double[] Thresholds = [0.37, 0.81, 1.3, 2.6];

    private static readonly string[] Reductions = ["PixelMean", "PixelSum", "PixelMax", "PixelMin"];

    private static readonly string?[] Maps = [null, null, "Target", "Prediction"];

    private readonly Random random = new(seed);
    private string? map;

    public AttackedLoss Next()
    {
        map = Pick(Maps);
        return random.Next(3) == 0
            ? new(Pick(Reductions), map, Pixel(3), Node.Variable("stage"))
            : new(Pick(Reductions), map, Pixel(2), Region(3));
    }

    // Errors more often than other counts: among random formulas, those that reward no error are few.
    private Node Region(int depth) => depth == 0 || random.Next(5) == 0
        ? random.Next(5) == 0 ? Number() : Node.Variable(Pick(["fp", "fn", "fp", "fn", "tp", "tn", "stage"]))
        : random.Next(12) switch
        {
            0 or 1 or 2 => Add(Region(depth - 1), Region(depth - 1)),
            3 => Subtract(Number(), Region(depth - 1)),
            4 => Multiply(Region(depth - 1), Region(depth - 1)),
            5 or 6 => Node.Ratio(Region(depth - 1), Add(Region(depth - 1), Number())),
            11 => Share(),
            7 => Node.Choice(Region(depth - 1), Pick([">", "<="]), Node.Number(Pick(Thresholds)), Region(depth - 1), Region(depth - 1)),
            8 => Extreme(Region(depth - 1), random.Next(2) == 0 ? Number() : Region(depth - 1)),
            9 => Node.Absolute(Subtract(Region(depth - 1), Number())),
            _ => Smooth(Region(depth - 1)),
        };

    private Node Pixel(int depth) => depth == 0 || random.Next(5) == 0
        ? random.Next(map is null ? 4 : 5) switch { 4 => Node.Variable("d"), 0 => Number(), 1 => Node.Variable("y"), 2 => Node.Variable("p"), _ => Subtract(Node.Variable("p"), Node.Variable("y")) }
        : random.Next(8) switch
        {
            0 or 1 => Add(Pixel(depth - 1), Pixel(depth - 1)),
            2 => Multiply(Pixel(depth - 1), Pixel(depth - 1)),
            3 => Node.Choice(Node.Variable(Pick(["p", "y"])), Pick([">", "<="]), Node.Number(0.5), Pixel(depth - 1), Pixel(depth - 1)),
            4 => Node.Absolute(Pixel(depth - 1)),
            5 => Extreme(Pixel(depth - 1), Number()),
            6 => Node.Call("LossMath.Square", static x => x * x, Pixel(depth - 1)),
            _ => Smooth(Pixel(depth - 1)),
        };

    // A share of two counts, which is 0/0 where both are 0.
    private Node Share()
    {
        string[] counts = [.. new[] { "tp", "fp", "fn", "tn" }.OrderBy(_ => random.Next()).Take(2)];
        var (above, below) = (Multiply(Number(), Node.Variable(counts[0])), Multiply(Number(), Node.Variable(counts[1])));
        return Node.Ratio(above, Add(above, below));
    }

    private Node Smooth(Node a) => random.Next(6) switch
    {
        0 => Node.Call("Math.Tanh", Math.Tanh, a),
        1 => Node.Call("LossMath.Square", static x => x * x, a),
        2 => Node.Call("LossMath.Sigmoid", static x => 1 / (1 + Math.Exp(-x)), a),
        3 => Node.Call("Math.Log", Math.Log, a),
        4 => Node.Call("Math.Sqrt", Math.Sqrt, random.Next(2) == 0 ? Node.Absolute(Subtract(a, Number())) : Add(Node.Absolute(a), Number())),
        _ => Node.Call("Math.Log", Math.Log, Add(Node.Absolute(a), Number())),
    };

    private Node Extreme(Node a, Node b) => random.Next(2) == 0 ? Node.Extreme("Math.Max", Math.Max, a, b) : Node.Extreme("Math.Min", Math.Min, a, b);

    private Node Number() => Node.Number(Pick(Numbers));

    private static Node Add(Node a, Node b) => Node.Infix("+", a, b, static (x, y) => x + y);

    private static Node Subtract(Node a, Node b) => Node.Infix("-", a, b, static (x, y) => x - y);

    private static Node Multiply(Node a, Node b) => Node.Infix("*", a, b, static (x, y) => x * y);

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
