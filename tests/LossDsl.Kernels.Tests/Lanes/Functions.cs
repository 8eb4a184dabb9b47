using LossDsl.Kernels.Loops;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Tests.Lanes;

/// <summary>The exponential e^x.</summary>
internal readonly struct Exp : IFunction
{
    public TLane Of<TLane>(TLane x) where TLane : struct, ILane<TLane> => Lane.Exp(x);

    public double Of(double x) => Math.Exp(x);

    public DoubleDouble Of(DoubleDouble x) => DoubleDouble.Exp(x);
}

/// <summary>The difference e^x - 1.</summary>
internal readonly struct Expm1 : IFunction
{
    public TLane Of<TLane>(TLane x) where TLane : struct, ILane<TLane> => Lane.Expm1(x);

    public double Of(double x) => LossMath.ExpM1(x);

    public DoubleDouble Of(DoubleDouble x) => DoubleDouble.Expm1(x);
}

/// <summary>The natural logarithm log(x).</summary>
internal readonly struct Log : IFunction
{
    public TLane Of<TLane>(TLane x) where TLane : struct, ILane<TLane> => Lane.Log(x);

    public double Of(double x) => Math.Log(x);

    public DoubleDouble Of(DoubleDouble x) => DoubleDouble.Log(x);
}

/// <summary>The logarithm log(1 + x).</summary>
internal readonly struct Log1p : IFunction
{
    public TLane Of<TLane>(TLane x) where TLane : struct, ILane<TLane> => Lane.Log1p(x);

    public double Of(double x) => LossMath.Log1P(x);

    public DoubleDouble Of(DoubleDouble x) => DoubleDouble.Log1p(x);
}

/// <summary>The sigmoid 1 / (1 + e^-x).</summary>
internal readonly struct Sigmoid : IFunction
{
    public TLane Of<TLane>(TLane x) where TLane : struct, ILane<TLane> => Lane.Sigmoid(x);

    public double Of(double x) => LossMath.Sigmoid(x);

    public DoubleDouble Of(DoubleDouble x) => 1 / (1 + DoubleDouble.Exp(-x));
}

/// <summary>The softplus log(1 + e^x).</summary>
internal readonly struct Softplus : IFunction
{
    public TLane Of<TLane>(TLane x) where TLane : struct, ILane<TLane> => Lane.Softplus(x);

    public double Of(double x) => LossMath.Softplus(x);

    public DoubleDouble Of(DoubleDouble x) => (x.High > 0 ? x : 0) + DoubleDouble.Log1p(DoubleDouble.Exp(-DoubleDouble.Abs(x)));
}

/// <summary>The hyperbolic tangent.</summary>
internal readonly struct Tanh : IFunction
{
    public TLane Of<TLane>(TLane x) where TLane : struct, ILane<TLane> => Lane.Tanh(x);

    public double Of(double x) => Math.Tanh(x);

    public DoubleDouble Of(DoubleDouble x)
    {
        var e = DoubleDouble.Expm1(-2 * DoubleDouble.Abs(x));
        return (x.High < 0 ? e : -e) / (2 + e);
    }
}

/// <summary>The function log(cosh(x)).</summary>
internal readonly struct LogCosh : IFunction
{
    public TLane Of<TLane>(TLane x) where TLane : struct, ILane<TLane> => Lane.LogCosh(x);

    public double Of(double x) => LossMath.LogCosh(x);

    public DoubleDouble Of(DoubleDouble x)
    {
        var size = DoubleDouble.Abs(x);
        if (size.High > 30)
        {
            return size - DoubleDouble.Ln2 + DoubleDouble.Log1p(DoubleDouble.Exp(-2 * size));
        }

        var e = DoubleDouble.Expm1(size);
        return DoubleDouble.Log1p(e * e / (2 * (1 + e)));
    }
}

/// <summary>The complement q = 1 / (1 + e^x), as <see cref="SigmoidPrediction{TLane}"/> computes it together with p.</summary>
internal readonly struct Complement : IFunction
{
    public TLane Of<TLane>(TLane x) where TLane : struct, ILane<TLane> => SigmoidPrediction<TLane>.FromLogit(x).Q;

    public double Of(double x) => LossMath.Sigmoid(-x);

    public DoubleDouble Of(DoubleDouble x) => 1 / (1 + DoubleDouble.Exp(x));
}

/// <summary>The log probability log(1 / (1 + e^-x)), as <see cref="SigmoidPrediction{TLane}"/> computes it together with log q.</summary>
internal readonly struct LogProbability : IFunction
{
    public TLane Of<TLane>(TLane x) where TLane : struct, ILane<TLane> => SigmoidPrediction<TLane>.FromLogit(x).LogP;

    public double Of(double x) => -LossMath.Softplus(-x);

    public DoubleDouble Of(DoubleDouble x) => -default(Softplus).Of(-x);
}
