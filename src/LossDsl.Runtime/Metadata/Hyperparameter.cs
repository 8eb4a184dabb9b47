namespace LossDsl;

/// <summary>Description of a hyperparameter of a loss, a number that the constructor takes and a property sets: name, default and range.</summary>
/// <param name="Name">The name of the formula's parameter, e.g. <c>fpWeight</c>. The property of the loss has the same name with a capital letter.</param>
/// <param name="Default">The value if none is given.</param>
/// <param name="Minimum">The smallest allowed value; negative infinity if there is no lower bound.</param>
/// <param name="Maximum">The largest allowed value; positive infinity if there is no upper bound.</param>
/// <param name="MinimumIsExclusive">Whether the minimum itself is not allowed.</param>
/// <param name="MaximumIsExclusive">Whether the maximum itself is not allowed.</param>
public sealed record Hyperparameter(
    string Name,
    double Default,
    double Minimum = double.NegativeInfinity,
    double Maximum = double.PositiveInfinity,
    bool MinimumIsExclusive = false,
    bool MaximumIsExclusive = false)
{
    /// <summary>The interval of allowed values as text, e.g. <c>[0, 1]</c> or <c>(0, ∞)</c>.</summary>
    public string Range => FormattableString.Invariant(
        $"{(MinimumIsExclusive || double.IsInfinity(Minimum) ? '(' : '[')}{Bound(Minimum)}, {Bound(Maximum)}{(MaximumIsExclusive || double.IsInfinity(Maximum) ? ')' : ']')}");

    /// <summary>Returns <paramref name="value"/> if it is allowed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite or lies outside the range; the message names hyperparameter, value and range.</exception>
    public double Check(double value)
    {
        var aboveMinimum = MinimumIsExclusive ? value > Minimum : value >= Minimum;
        var belowMaximum = MaximumIsExclusive ? value < Maximum : value <= Maximum;
        return double.IsFinite(value) && aboveMinimum && belowMaximum
            ? value
            : throw new ArgumentOutOfRangeException(Name, value, FormattableString.Invariant($"Hyperparameter '{Name}' is {value}; it must be a finite number in {Range}."));
    }

    private static string Bound(double bound) => bound switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "-∞",
        _ => bound.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
    };
}
