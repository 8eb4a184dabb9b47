namespace LossDsl.Attack;

/// <summary>Values of variables at which a formula is evaluated, and the largest intermediate result, to which rounding errors are relative.</summary>
internal sealed class Point
{
    private readonly Dictionary<string, double> values = [];

    /// <summary>The largest intermediate result of all evaluations at this point, at least 1.</summary>
    public double Largest { get; private set; } = 1;

    public double this[string name]
    {
        get => values[name];
        set => values[name] = value;
    }

    /// <summary>Takes note of an intermediate result, and returns it.</summary>
    public double Note(double value)
    {
        Largest = Math.Max(Largest, Math.Abs(value));
        return value;
    }
}
