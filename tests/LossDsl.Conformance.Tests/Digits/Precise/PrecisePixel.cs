namespace LossDsl.Conformance.Digits.Precise;

/// <summary>Pixel under sigmoid, with the derivatives by its own logit.</summary>
internal sealed class PrecisePixel
{
    public PrecisePixel(double logit, double label)
    {
        var (p, q) = (Sigmoid(logit), Sigmoid(-logit));
        Y = label;
        P = new(p, p * q);
        Q = new(q, -(p * q));
        LogP = new(-Softplus(-logit), q);
        LogQ = new(-Softplus(logit), -p);
    }

    private PrecisePixel(PrecisePixel other) => (Y, P, Q, LogP, LogQ) = (other.Y, Constant(other.P), Constant(other.Q), Constant(other.LogP), Constant(other.LogQ));

    public double Y { get; }

    public Dual P { get; }

    /// <summary>The complement 1 - p.</summary>
    public Dual Q { get; }

    public Dual LogP { get; }

    public Dual LogQ { get; }

    /// <summary>The pixel where the derivative by another logit is asked for.</summary>
    public PrecisePixel WithoutSlope() => new(this);

    private static Dual Constant(Dual number) => new(number.Value, 0);

    private static DoubleDouble Sigmoid(double x) => DoubleDoubleMath.Exp(-Math.Abs(x)) is var e && x >= 0 ? 1 / (1 + e) : e / (1 + e);

    private static DoubleDouble Softplus(double x) => Math.Max(x, 0) + DoubleDoubleMath.Log1P(DoubleDoubleMath.Exp(-Math.Abs(x)));
}
