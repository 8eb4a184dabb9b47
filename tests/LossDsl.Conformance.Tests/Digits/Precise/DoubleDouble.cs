namespace LossDsl.Conformance.Digits.Precise;

/// <summary>Number of 32 digits: the sum of two float64, the second at most half a unit in the last place of the first. Algorithms of Dekker (1971) and Knuth.</summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var (high, low) = (Sum(a.High, b.High), Sum(a.Low, b.Low));
        var sum = Normalized(high.High, high.Low + low.High);
        return Normalized(sum.High, sum.Low + low.Low);
    }

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var high = a.High * b.High;
        return Normalized(high, Math.FusedMultiplyAdd(a.High, b.High, -high) + (a.High * b.Low) + (a.Low * b.High));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        var first = a.High / b.High;
        var rest = a - (b * first);
        var second = rest.High / b.High;
        return Normalized(first, second) + ((rest - (b * second)).High / b.High);
    }

    /// <summary>Returns the number times 2^power.</summary>
    public DoubleDouble Scale(int power) => new(Math.ScaleB(High, power), Math.ScaleB(Low, power));

    /// <summary>Returns a sum and its rounding error.</summary>
    private static DoubleDouble Sum(double a, double b)
    {
        var sum = a + b;
        var ofB = sum - a;
        return new(sum, a - (sum - ofB) + (b - ofB));
    }

    /// <summary>Returns the sum of a large and a small number, and its rounding error.</summary>
    private static DoubleDouble Normalized(double large, double small)
    {
        var sum = large + small;
        return new(sum, small - (sum - large));
    }
}
