using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Values of all stages of a loss at the probe regions, in double arithmetic. Checks search them for counterexamples. Each value is an array over
/// <see cref="ProbeRegions.Pixels"/>. Arithmetic is that of generated code, values of regions at 0/0 included, except that x/0 is infinite.
/// </summary>
internal sealed class ProbeValues
{
    // At this size half of the significant digits of a double stand before the decimal point.
    private const double LargestAngle = 1e8;

    // Ops whose value can underflow to 0 although no argument is 0.
    private static readonly HashSet<Op> Underflowing = [Arithmetic.Multiply, Functions.Square, Functions.Pow, Functions.LogCosh];

    private readonly bool ofLimits;
    private readonly Dictionary<Variable, double[]> values;
    private readonly PointwiseEvaluator pointwise;

    private ProbeValues(ProbeRegions probes, Dictionary<Variable, double[]> values, bool ofLimits)
    {
        (Regions, this.values, this.ofLimits) = (probes, values, ofLimits);
        pointwise = CreateEvaluator(null);
    }

    /// <summary>The regions at which the loss is evaluated.</summary>
    public ProbeRegions Regions { get; }

    /// <summary>The value of a variable at a pixel; a fixed variable has the same value at each.</summary>
    public double this[Variable variable, int pixel = 0] => values[variable][pixel];

    /// <summary>Evaluates all stages of a loss.</summary>
    /// <param name="spec">The loss.</param>
    /// <param name="domain">The domain of the loss, which holds the stages as compiled.</param>
    /// <param name="probes">The regions to evaluate at.</param>
    /// <param name="hyperparameters">The value of each hyperparameter.</param>
    public static ProbeValues Evaluate(LossSpec spec, Domain domain, ProbeRegions probes, IReadOnlyDictionary<Variable, double> hyperparameters)
    {
        var values = probes.QuantityValues.ToDictionary(static q => q.Key, static q => q.Value);
        foreach (var map in spec.Maps)
        {
            values[map.Variable] = probes.MapValues(map);
        }

        foreach (var input in spec.Inputs)
        {
            values[input.Variable] = probes.InputValues(input);
        }

        foreach (var hyperparameter in hyperparameters)
        {
            values[hyperparameter.Key] = PointwiseEvaluator.Everywhere(hyperparameter.Value, probes.Pixels.Length);
        }

        var evaluation = new ProbeValues(probes, values, ofLimits: false);
        foreach (var stage in domain.AddedStages)
        {
            values[stage.Result] = stage.Covariance is { } covariance
                ? probes.Covariance(evaluation.Evaluate(covariance.First), evaluation.Evaluate(covariance.Second), stage.Window!)
                : probes.Reduce(stage, evaluation.Evaluate(stage.Body), stage.Order is null ? null : evaluation.Evaluate(stage.Order));
        }

        return evaluation;
    }

    /// <summary>Returns these values together with the results of steps of the backward pass.</summary>
    /// <param name="steps">The steps that are not assignments, in order.</param>
    /// <param name="ofLimits">Whether slopes are evaluated without the clamps that keep them finite at 0.</param>
    public ProbeValues AddBackwardSteps(IReadOnlyList<Step> steps, bool ofLimits)
    {
        if (steps.Count == 0 && !ofLimits)
        {
            return this;
        }

        var evaluation = new ProbeValues(Regions, new(values), ofLimits);
        foreach (var step in steps)
        {
            evaluation.values[step.Result] = step is { IsFilter: true, IsOrdered: false } && !step.Kind.IsOverPixelClasses()
                ? Regions.Spread(step, evaluation.Evaluate(step.Term), evaluation.Evaluate(step.Second ?? step.Term))
                : Regions.Reduce(step, evaluation.Evaluate(step.Term), step.Extreme is { } extreme ? evaluation.values[extreme] : step is { IsOrdered: true, Second: { } second } ? evaluation.Evaluate(second) : null);
        }

        return evaluation;
    }

    /// <summary>Whether the variable has a value here.</summary>
    public bool Has(Variable variable) => values.ContainsKey(variable);

    /// <summary>Evaluates an expression at every pixel.</summary>
    public double[] Evaluate(Expr expression) => pointwise.Evaluate(expression);

    /// <summary>Evaluates the gradient at every pixel, by the form for the target of that pixel (<see cref="Gradient.ForTarget"/>).</summary>
    public double[] Evaluate(Gradient gradient)
    {
        var result = new double[Regions.Pixels.Length];
        foreach (var sameForm in Enumerable.Range(0, result.Length).GroupBy(pixel => gradient.ForTarget(Regions.Pixels[pixel].Target)))
        {
            int[] pixels = [.. sameForm];
            var gradients = CreateEvaluator(pixels).Evaluate(sameForm.Key);
            for (var i = 0; i < pixels.Length; i++)
            {
                result[pixels[i]] = gradients[i];
            }
        }

        return result;
    }

    /// <summary>Returns the pixels at which an expression is NaN or infinite.</summary>
    public IEnumerable<int> UndefinedPixels(Expr expression)
    {
        var values = Evaluate(expression);
        return Enumerable.Range(0, values.Length).Where(pixel => IsUndefined(values[pixel]));
    }

    /// <summary>Whether a value is NaN or infinite.</summary>
    public static bool IsUndefined(double value) => double.IsNaN(value) || double.IsInfinity(value);

    /// <summary>Returns the regions that must not refute a claim, because rounding decides the value of a sine, cosine or tangent of a huge argument there.</summary>
    public ISet<int> ImpreciseRegions(LossSpec spec) =>
        RegionsWhere(spec, static part => part.Op == Functions.Sin || part.Op == Functions.Cos || part.Op == Functions.Tan, (part, pixel) => Math.Abs(Evaluate(part.Arguments[0])[pixel]) is > LargestAngle and < double.PositiveInfinity);

    /// <summary>
    /// Returns the regions that must not refute a claim about a slope. A quotient 0/0 has a value there, as in generated code, but may have any slope.
    /// A value that underflowed to 0 is not 0 in real arithmetic, so the slope of its root is not infinite.
    /// </summary>
    public ISet<int> RegionsWithoutSlope(LossSpec spec) =>
        RegionsWhere(spec, static part => part.Op == Arithmetic.Divide || Underflowing.Contains(part.Op), (part, pixel) => part.Op == Arithmetic.Divide
            ? Evaluate(part.Arguments[0])[pixel] == 0 && Evaluate(part.Arguments[1])[pixel] == 0
            : Evaluate(part)[pixel] == 0 && part.Arguments.All(argument => Evaluate(argument)[pixel] != 0));

    /// <summary>
    /// Returns the innermost part of an expression that is not finite at a pixel although its arguments are; null if there is none.
    /// Of a choice, only the condition and the branch that is taken are searched.
    /// </summary>
    public Apply? FindNonFinitePart(Expr expression, int pixel)
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

    // Looks at the stages as written by the user, not as compiled.
    private HashSet<int> RegionsWhere(LossSpec spec, Func<Apply, bool> isAsked, Func<Apply, int, bool> isSo) =>
        [.. Enumerable.Range(0, Regions.Pixels.Length).Where(pixel => spec.Stages.Any(stage => stage.Body.Has(part => isAsked(part) && isSo(part, pixel)))).Select(Regions.RegionOf)];

    // Null stands for all pixels.
    private PointwiseEvaluator CreateEvaluator(int[]? pixels) => pixels is null
        ? new(Regions.Pixels.Length, variable => values[variable], Evaluate)
        : new(pixels.Length, variable => values[variable] is var all ? Array.ConvertAll(pixels, pixel => all[pixel]) : [], Evaluate);

    private double Evaluate(Apply apply, double[] arguments) =>
        apply.Op == Arithmetic.Divide && arguments[0] == 0 && arguments[1] == 0 && Quotient.IsZeroAtPole(apply) ? 0
        : ofLimits && apply.Op == Functions.ClampPositive ? arguments[0]
        : ofLimits && apply.Op == Functions.PowSlope ? arguments[1] * Math.Pow(arguments[0], arguments[1] - 1)
        : apply.Op.Evaluate(arguments);
}
