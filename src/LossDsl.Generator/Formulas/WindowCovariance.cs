using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Formulas;

/// <summary>
/// Parts of a covariance over a window, E[u v] - E[u] E[v]. Its value is computed from u and v, because the difference cancels where the window is almost flat; its derivative is that
/// of the difference.
/// </summary>
/// <param name="First">The value u.</param>
/// <param name="Second">The value v; the same as <paramref name="First"/> in a variance.</param>
/// <param name="MeanOfProduct">The local mean E[u v] that the formula reads.</param>
/// <param name="MeanOfFirst">The local mean E[u].</param>
/// <param name="MeanOfSecond">The local mean E[v].</param>
internal sealed record WindowCovariance(Expr First, Expr Second, Variable MeanOfProduct, Variable MeanOfFirst, Variable MeanOfSecond)
{
    /// <summary>Whether the two values are one, so that the covariance is a variance, at least 0.</summary>
    public bool IsVariance => First.Equals(Second);

    /// <summary>The difference of local means that defines the covariance.</summary>
    public Expr Definition => MeanOfProduct - (MeanOfFirst * MeanOfSecond);
}
