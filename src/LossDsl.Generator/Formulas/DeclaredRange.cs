using LossDsl.Generator.Text;

namespace LossDsl.Generator.Formulas;

/// <summary>Range that <c>[Range]</c> declares for a parameter.</summary>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The greatest value.</param>
/// <param name="MinimumIsExclusive">Whether the minimum itself is excluded.</param>
/// <param name="MaximumIsExclusive">Whether the maximum itself is excluded.</param>
internal sealed record DeclaredRange(double Minimum, double Maximum, bool MinimumIsExclusive, bool MaximumIsExclusive)
{
    /// <summary>The values within the range as an interval. An infinite end is open: a value is finite.</summary>
    public Interval Interval => new(Minimum, Maximum, MinimumIsExclusive || double.IsInfinity(Minimum), MaximumIsExclusive || double.IsInfinity(Maximum));

    /// <summary>Formats the range for documentation, e.g. <c>[0, 1)</c>.</summary>
    public override string ToString() =>
        $"{(MinimumIsExclusive || double.IsInfinity(Minimum) ? '(' : '[')}{Numbers.ToDisplay(Minimum)}, {Numbers.ToDisplay(Maximum)}{(MaximumIsExclusive || double.IsInfinity(Maximum) ? ')' : ']')}";
}
