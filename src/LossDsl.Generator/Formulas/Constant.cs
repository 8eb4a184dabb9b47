namespace LossDsl.Generator.Formulas;

/// <summary>Constant of a formula. Constants compare by their bits, because 0.0 equals -0.0 as a double and a cache would confuse the two.</summary>
internal sealed record Constant : Expr
{
    private readonly long bits;

    public Constant(double value) => bits = BitConverter.DoubleToInt64Bits(value);

    public double Value => BitConverter.Int64BitsToDouble(bits);

    public override int Size => 1;

    public override Level Level => Level.Fixed;
}
