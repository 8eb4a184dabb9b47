using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// A loss at all scenes, stage after stage, in double arithmetic: what generated code does with tensors, but that x/0 is infinite. Every value is an array
/// over the pixels of the scenes.
/// </summary>
internal sealed class ProbeValues
{
    // Half of the digits of a double are before the point.
    private const double MostTurns = 1e8;

    // Of these the slope can still be a number where the value has underflowed to 0.
    private static readonly HashSet<Op> Underflowing = [Arithmetic.Multiply, Functions.Square, Functions.Pow, Functions.LogCosh];

    private readonly bool ofLimits;
    private readonly Dictionary<Variable, double[]> values;
    private readonly PointwiseEvaluator pointwise;

    private ProbeValues(ProbeRegions scenes, Dictionary<Variable, double[]> values, bool ofLimits)
    {
        (Regions, this.values, this.ofLimits) = (scenes, values, ofLimits);
        pointwise = At(null);
    }

    public ProbeRegions Regions { get; }

    /// <summary>The value of a variable at a pixel.</summary>
    public double this[Variable variable, int pixel = 0] => values[variable][pixel];

    /// <summary>All stages of a loss.</summary>
    /// <param name="spec">The loss.</param>
    /// <param name="domain">What the stages are as compiled.</param>
    /// <param name="scenes">The regions.</param>
    /// <param name="hyperparameters">The value of each hyperparameter.</param>
    public static ProbeValues Evaluate(LossSpec spec, Domain domain, ProbeRegions scenes, IReadOnlyDictionary<Variable, double> hyperparameters)
    {
        var values = scenes.QuantityValues.ToDictionary(static q => q.Key, static q => q.Value);
        foreach (var map in spec.Maps)
        {
            values[map.Variable] = scenes.MapValues(map);
        }

        foreach (var hyperparameter in hyperparameters)
        {
            values[hyperparameter.Key] = PointwiseEvaluator.Everywhere(hyperparameter.Value, scenes.Pixels.Length);
        }

        var evaluation = new ProbeValues(scenes, values, ofLimits: false);
        foreach (var stage in spec.Stages)
        {
            values[stage.Result] = scenes.Reduce(stage, evaluation.Evaluate(domain.Stages[stage.Result].Body));
        }

        return evaluation;
    }

    /// <summary>The same with the steps of a backward that are no assignments.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="ofLimits">Slopes without their floors.</param>
    public ProbeValues AddBackwardSteps(IReadOnlyList<Step> steps, bool ofLimits)
    {
        if (steps.Count == 0 && !ofLimits)
        {
            return this;
        }

        var evaluation = new ProbeValues(Regions, new(values), ofLimits);
        foreach (var step in steps)
        {
            evaluation.values[step.Result] = Regions.Reduce(step, evaluation.Evaluate(step.Term), step.Extreme is null ? null : evaluation.values[step.Extreme]);
        }

        return evaluation;
    }

    /// <summary>Whether the variable has been computed.</summary>
    public bool Has(Variable variable) => values.ContainsKey(variable);

    /// <summary>The expression at every pixel.</summary>
    public double[] Evaluate(Expr expression) => pointwise.Evaluate(expression);

    /// <summary>The gradient at every pixel, as it is where the target of the pixel is known.</summary>
    public double[] Evaluate(Gradient gradient)
    {
        var result = new double[Regions.Pixels.Length];
        foreach (var alike in Enumerable.Range(0, result.Length).GroupBy(pixel => gradient.ForTarget(Regions.Pixels[pixel].Target)))
        {
            int[] pixels = [.. alike];
            var ofPixels = At(pixels).Evaluate(alike.Key);
            for (var i = 0; i < pixels.Length; i++)
            {
                result[pixels[i]] = ofPixels[i];
            }
        }

        return result;
    }

    /// <summary>The pixels where an expression is no number, or infinite.</summary>
    public IEnumerable<int> Undefined(Expr expression)
    {
        var values = Evaluate(expression);
        return Enumerable.Range(0, values.Length).Where(pixel => IsUndefined(values[pixel]));
    }

    /// <summary>Whether a value is no number, or infinite.</summary>
    public static bool IsUndefined(double value) => double.IsNaN(value) || double.IsInfinity(value);

    /// <summary>The scenes that show nothing, for a sine, a cosine or a tangent is of so large a number that rounding decides what it is.</summary>
    public ISet<int> ImpreciseProbes(LossSpec spec) =>
        Where(spec, static part => part.Op == Functions.Sin || part.Op == Functions.Cos || part.Op == Functions.Tan, (part, pixel) => Math.Abs(Evaluate(part.Arguments[0])[pixel]) is > MostTurns and < double.PositiveInfinity);

    /// <summary>
    /// The scenes that show nothing of a slope. A quotient of 0/0 has a value there, as in generated code, and may have any slope. A value that underflows to 0 is none in truth:
    /// the slope of its root is not infinite.
    /// </summary>
    public ISet<int> ProbesWithoutSlope(LossSpec spec) =>
        Where(spec, static part => part.Op == Arithmetic.Divide || Underflowing.Contains(part.Op), (part, pixel) => part.Op == Arithmetic.Divide
            ? Evaluate(part.Arguments[0])[pixel] == 0 && Evaluate(part.Arguments[1])[pixel] == 0
            : Evaluate(part)[pixel] == 0 && part.Arguments.All(argument => Evaluate(argument)[pixel] != 0));

    /// <summary>The first part of an expression, from its leaves, that is not finite though its own parts are; of a choice only the branch that is taken counts.</summary>
    public Apply? Culprit(Expr expression, int pixel)
    {
        HashSet<Expr> seen = [];
        return Visit(expression);

        Apply? Visit(Expr node)
        {
            if (node is not Apply apply || !seen.Add(node))
            {
                return null;
            }

            IReadOnlyList<Expr> parts = apply.Op == Conditions.Select ? [apply.Arguments[0], Evaluate(apply.Arguments[0])[pixel] != 0 ? apply.Arguments[1] : apply.Arguments[2]] : apply.Arguments;
            return parts.Select(Visit).FirstOrDefault(static found => found is not null) ?? (!IsFinite(apply) && parts.All(IsFinite) ? apply : null);
        }

        bool IsFinite(Expr part) => !IsUndefined(Evaluate(part)[pixel]);
    }

    // The scenes with a pixel where a part of a stage as it was written is so.
    private HashSet<int> Where(LossSpec spec, Func<Apply, bool> isAsked, Func<Apply, int, bool> isSo) =>
        [.. Enumerable.Range(0, Regions.Pixels.Length).Where(pixel => spec.Stages.Any(stage => stage.Body.Has(part => isAsked(part) && isSo(part, pixel)))).Select(Regions.RegionOf)];

    // Of all pixels, or of some.
    private PointwiseEvaluator At(int[]? pixels) => pixels is null
        ? new(Regions.Pixels.Length, variable => values[variable], Evaluate)
        : new(pixels.Length, variable => values[variable] is var all ? Array.ConvertAll(pixels, pixel => all[pixel]) : [], Evaluate);

    private double Evaluate(Apply apply, double[] arguments) =>
        apply.Op == Arithmetic.Divide && arguments[0] == 0 && arguments[1] == 0 && Quotient.IsShielded(apply) ? 0
        : ofLimits && apply.Op == Functions.ClampPositive ? arguments[0]
        : ofLimits && apply.Op == Functions.PowSlope ? arguments[1] * Math.Pow(arguments[0], arguments[1] - 1)
        : apply.Op.Evaluate(arguments);
}
