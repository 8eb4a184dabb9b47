namespace LossDsl.Conformance.Hazards;

/// <summary>Cell of the hazard table: the value of a loss in a situation, derived by hand, and its derivative by the logit of each pixel.</summary>
internal sealed record HazardCell(Func<Situation, double> Value, Func<Situation, int, double> Gradient)
{
    /// <summary>Derivative by the logit of the background under softmax; null if it is minus that of the foreground.</summary>
    public Func<Situation, int, double>? OfBackground { get; init; }

    /// <summary>Cell with value 0 and gradient 0.</summary>
    public static HazardCell Nothing { get; } = Constant(static _ => 0);

    /// <summary>Returns a cell without gradient. At saturated pixels dp/dz = p (1 - p) is 0, so no function of soft counts has a gradient there.</summary>
    public static HazardCell Constant(Func<Situation, double> value) => new(value, static (_, _) => 0);

    /// <summary>Returns the cell of a function of the sum of p, from its value and its derivative by that sum.</summary>
    public static HazardCell OfSum(Func<Situation, double> value, Func<Situation, double> slope) => new(value, (s, i) => slope(s) * s.PQ(i));

    public static HazardCell operator +(HazardCell a, HazardCell b) => new(s => a.Value(s) + b.Value(s), (s, i) => a.Gradient(s, i) + b.Gradient(s, i));

    public static HazardCell operator *(double factor, HazardCell cell) => new(s => factor * cell.Value(s), (s, i) => factor * cell.Gradient(s, i));

    /// <summary>Applies a function to the value, with its derivative. A gradient of 0 stays 0, even if the derivative is infinite.</summary>
    public HazardCell Through(Func<double, double> function, Func<double, double> derivative) =>
        new(s => function(Value(s)), (s, i) => Gradient(s, i) is var gradient && gradient == 0 ? 0 : derivative(Value(s)) * gradient);

    public HazardCell ToThe(double exponent) => Through(v => Math.Pow(v, exponent), v => exponent * Math.Pow(v, exponent - 1));
}
