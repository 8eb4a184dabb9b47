using System.Reflection;

namespace LossDsl.Testing.Oracles;

/// <summary>
/// Value of a stage at 0/0: the limit in which the absent class is tiny and perfectly predicted. Where tp and tn are 0 they are ε, and fp and fn are ε². In C# the quotient is NaN.
/// </summary>
/// <param name="methods">The stages of the loss.</param>
/// <param name="number">Gives the value of a hyperparameter; null for every other parameter.</param>
internal sealed class AbsentClass(IReadOnlyList<StageMethod> methods, Func<ParameterInfo, double?> number)
{
    // A power of two, whose square and whose sums keep all their digits.
    private const double Size = 1.0 / (1L << 34);

    // A limit is a number that hardly changes from one ε to the next. A logarithm of ε changes by log 2, and a pole doubles.
    private const double Tolerance = 1e-3;

    /// <summary>Returns the limit of a stage for one region or image; the value itself if there is no limit.</summary>
    /// <param name="method">The stage.</param>
    /// <param name="value">The value in C#, which is not a finite number.</param>
    /// <param name="known">Gives the values of the parameters for this region or image.</param>
    public double Limit(StageMethod method, double value, Func<ParameterInfo, double> known)
    {
        var (once, twice) = (Evaluate(method, Size, known), Evaluate(method, 2 * Size, known));
        return Math.Abs(once - twice) <= Tolerance * Math.Max(1, Math.Abs(once)) ? (2 * once) - twice : value;
    }

    private double Evaluate(StageMethod method, double size, Func<ParameterInfo, double> known) =>
        method.Invoke([.. method.Parameters.Select(parameter => (object?)OfRegion(parameter, size, known))]);

    private double OfRegion(ParameterInfo parameter, double size, Func<ParameterInfo, double> known) =>
        number(parameter) ?? (known(parameter) is var value && value != 0 ? value : OfZero(parameter, size, known));

    private double OfZero(ParameterInfo parameter, double size, Func<ParameterInfo, double> known) => parameter.Name!.ToLowerInvariant() switch
    {
        "tp" or "tn" => size,
        "fp" or "fn" => size * size,
        _ => methods.FirstOrDefault(m => m.IsNamed(parameter)) is { } stage ? Reduced(stage, size, known) : 0,
    };

    private double Reduced(StageMethod stage, double size, Func<ParameterInfo, double> known) => stage.Reduction switch
    {
        PixelSumAttribute or PixelMeanAttribute => size * (Pixel(stage, 1, 1 - size, size, known) + Pixel(stage, 0, size, size, known)),
        ClassSumAttribute or ClassMeanAttribute => Evaluate(stage, size, static parameter => parameter.Name!.ToLowerInvariant() is "classweight" or "n" ? 1 : 0),
        _ => 0,
    };

    // One pixel of the tiny class, of the foreground or of the background.
    private double Pixel(StageMethod stage, double y, double p, double size, Func<ParameterInfo, double> known)
    {
        return stage.Invoke([.. stage.Parameters.Select(parameter => (object?)OfParameter(parameter))]);

        double OfParameter(ParameterInfo parameter) => parameter.Name!.ToLowerInvariant() switch
        {
            "p" => p,
            "y" => y,
            "x" => Math.Log(p / (1 - p)),
            _ when parameter.IsDefined(typeof(DistanceMapAttribute)) || parameter.IsDefined(typeof(MapAttribute)) || parameter.GetCustomAttribute<InputAttribute>()?.Per is Per.Pixel or Per.ClassPair => 0,
            _ when methods.FirstOrDefault(m => m.IsNamed(parameter)) is { Level: Level.Pixel } read => Pixel(read, y, p, size, known),
            _ => OfRegion(parameter, size, known),
        };
    }
}
