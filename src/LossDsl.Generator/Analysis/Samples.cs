using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// A few points of a domain, always the same, to see at once that something need not be proved because it does not hold: proofs that fail are what takes time.
/// Each is a region of a few pixels, so that reductions of the same pixels go together.
/// </summary>
internal sealed class Samples(Domain domain)
{
    private const int Count = 12;
    private const double Rounding = 1e-7;
    private Sample[]? points;

    /// <summary>Whether the expression is below 0 at a point, beyond rounding.</summary>
    public bool Falls(Expr expression) => Points.Any(point => point.Of(expression) < -Rounding);

    /// <summary>Whether the expression is above 0 at a point, beyond rounding.</summary>
    public bool Rises(Expr expression) => Points.Any(point => point.Of(expression) > Rounding);

    private Sample[] Points => points ??= [.. Enumerable.Range(0, Count).Select(point => new Sample(domain, point))];
}
