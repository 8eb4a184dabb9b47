namespace LossDsl.Conformance.Digits.Precise;

/// <summary>Value and its derivative by one logit: forward-mode differentiation, which shares nothing with the generator.</summary>
internal readonly record struct Dual(DoubleDouble Value, DoubleDouble Slope)
{
    public static implicit operator Dual(double constant) => new(constant, 0);

    public static Dual operator -(Dual a) => new(-a.Value, -a.Slope);

    public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Slope + b.Slope);

    public static Dual operator -(Dual a, Dual b) => a + -b;

    public static Dual operator *(Dual a, Dual b) => new(a.Value * b.Value, (a.Slope * b.Value) + (a.Value * b.Slope));

    public static Dual operator /(Dual a, Dual b) => a.Value / b.Value is var quotient ? new(quotient, (a.Slope - (quotient * b.Slope)) / b.Value) : default;

    public Dual Sqrt() => DoubleDoubleMath.Sqrt(Value) is var root ? new(root, Slope / (2 * root)) : default;

    /// <summary>Returns the power. At 0 its value and slope are 0.</summary>
    public Dual Pow(double exponent)
    {
        if (Value.High == 0)
        {
            return 0;
        }

        var power = DoubleDoubleMath.Exp(exponent * DoubleDoubleMath.Log(Value));
        return new(power, exponent * power / Value * Slope);
    }

    /// <summary>Returns log cosh x = log(1 + e² / 2 (1 + e)) with e = e^x - 1, and its slope tanh x.</summary>
    public Dual LogCosh()
    {
        var e = DoubleDoubleMath.ExpM1(Value);
        var twiceSinh = e + (e / (1 + e));
        return new(DoubleDoubleMath.Log1P(e * e / (2 * (1 + e))), twiceSinh / (2 + e - (e / (1 + e))) * Slope);
    }
}
