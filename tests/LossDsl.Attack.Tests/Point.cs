namespace LossDsl.Attack;

/// <summary>Values of variables at which a formula is evaluated, and what its evaluation has met.</summary>
internal sealed class Point
{
    private readonly Dictionary<string, double> values;

    public Point() => values = [];

    private Point(Dictionary<string, double> values) => this.values = new(values);

    /// <summary>The largest intermediate result of all evaluations at this point, at least 1. Rounding errors are relative to it.</summary>
    public double Largest { get; private set; } = 1;

    /// <summary>Whether a quotient was 0/0.</summary>
    public bool MeetsZeroQuotient { get; set; }

    public double this[string name]
    {
        get => values[name];
        set => values[name] = value;
    }

    /// <summary>Returns a point with the same values, at which nothing has been evaluated.</summary>
    public Point Copy() => new(values);

    /// <summary>Takes note of an intermediate result, and returns it.</summary>
    public double Note(double value)
    {
        Largest = Math.Max(Largest, Math.Abs(value));
        return value;
    }
}
