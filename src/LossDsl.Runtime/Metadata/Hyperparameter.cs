namespace LossDsl;

/// <summary>A number that a loss is constructed with.</summary>
/// <param name="Name">As the formula's parameter, in camelCase, e.g. <c>fpWeight</c>.</param>
/// <param name="Default">The value when none is given.</param>
/// <param name="Minimum">The smallest value allowed; minus infinity where there is no bound.</param>
/// <param name="Maximum">The largest value allowed; infinity where there is no bound.</param>
/// <param name="MinimumIsExclusive">The minimum itself is not allowed.</param>
/// <param name="MaximumIsExclusive">The maximum itself is not allowed.</param>
public sealed record Hyperparameter(
    string Name,
    double Default,
    double Minimum = double.NegativeInfinity,
    double Maximum = double.PositiveInfinity,
    bool MinimumIsExclusive = false,
    bool MaximumIsExclusive = false)
{
    /// <summary>The allowed values as an interval, e.g. <c>[0, 1]</c> or <c>(0, ∞)</c>.</summary>
    public string Range => FormattableString.Invariant(
        $"{(MinimumIsExclusive || double.IsInfinity(Minimum) ? '(' : '[')}{Bound(Minimum)}, {Bound(Maximum)}{(MaximumIsExclusive || double.IsInfinity(Maximum) ? ')' : ']')}");

    /// <summary>Returns <paramref name="value"/> if it is allowed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite or lies outside the range; the message names all three.</exception>
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
