namespace LossDsl.Kernels.Tests.Lanes;

/// <summary>Lane function whose error is measured in every lane width.</summary>
internal abstract class MeasuredFunction
{
    /// <summary>All measured functions of one argument by name; powers are measured by <see cref="PowerErrorTests"/>.</summary>
    public static IReadOnlyDictionary<string, MeasuredFunction> All { get; } = new Dictionary<string, MeasuredFunction>
    {
        ["exp"] = new Tested<Exp>(default),
        ["expm1"] = new Tested<Expm1>(default),
        ["log"] = new Tested<Log>(default),
        ["log1p"] = new Tested<Log1p>(default),
        ["sigmoid"] = new Tested<Sigmoid>(default),
        ["softplus"] = new Tested<Softplus>(default),
        ["tanh"] = new Tested<Tanh>(default),
        ["complement"] = new Tested<Complement>(default),
        ["logprobability"] = new Tested<LogProbability>(default),
        ["logcosh"] = new Tested<LogCosh>(default),
    };

    /// <summary>Returns the largest error over float32 arguments, and asserts that every lane width gives the same bits.</summary>
    public abstract LargestError Measure(ReadOnlySpan<float> numbers);

    /// <summary>Returns the largest error over float64 arguments, and asserts that every lane width gives the same bits.</summary>
    public abstract LargestError Measure(ReadOnlySpan<double> numbers);
}

/// <summary>Largest error in units in the last place, and the argument at which the error occurs.</summary>
internal readonly record struct LargestError(double Error, double At)
{
    public LargestError Or(double error, double at) => error > Error ? new(error, at) : this;

    public LargestError Or(LargestError other) => Or(other.Error, other.At);
}

/// <summary>Measures one function in all lane widths, with the scalar lane as the reference for bits.</summary>
internal sealed class Tested<TFunction>(TFunction function) : MeasuredFunction
    where TFunction : IFunction
{
    public override LargestError Measure(ReadOnlySpan<float> numbers)
    {
        var result = new float[numbers.Length];
        Width.OfSingle[0].Map(function, numbers, result);
        foreach (var width in Width.OfSingle.Skip(1))
        {
            var other = new float[numbers.Length];
            width.Map(function, numbers, other);
            BitEquality.Check<float>(numbers, result, other, width);
        }

        var worst = default(LargestError);
        for (var i = 0; i < numbers.Length; i++)
        {
            worst = worst.Or(Ulp.Error(result[i], function.Of((double)numbers[i])), numbers[i]);
        }

        return worst;
    }

    public override LargestError Measure(ReadOnlySpan<double> numbers)
    {
        var result = new double[numbers.Length];
        Width.OfDouble[0].Map(function, numbers, result);
        foreach (var width in Width.OfDouble.Skip(1))
        {
            var other = new double[numbers.Length];
            width.Map(function, numbers, other);
            BitEquality.Check<double>(numbers, result, other, width);
        }

        var worst = default(LargestError);
        for (var i = 0; i < numbers.Length; i++)
        {
            worst = worst.Or(Ulp.Error(result[i], function.Of((DoubleDouble)numbers[i])), numbers[i]);
        }

        return worst;
    }
}
