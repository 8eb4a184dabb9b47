using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// A loss at a scene, stage after stage, in double arithmetic: what generated code does with tensors, but that x/0 is infinite. Every value is an array
/// over the pixels of the scene; what is one for a region stands at each of them.
/// </summary>
internal sealed class SceneValues
{
    private readonly Scene scene;
    private readonly bool ofLimits;
    private readonly Dictionary<Variable, double[]> values = [];

    // What is the same at every pixel is computed once.
    private readonly Dictionary<Expr, double> ofRegion = [];

    /// <param name="spec">The loss.</param>
    /// <param name="scene">The region.</param>
    /// <param name="hyperparameters">The value of each hyperparameter.</param>
    /// <param name="ofLimits">Slopes without their floors.</param>
    public SceneValues(LossSpec spec, Scene scene, IReadOnlyDictionary<Variable, double> hyperparameters, bool ofLimits = false)
    {
        (this.scene, this.ofLimits) = (scene, ofLimits);
        SetQuantities();
        foreach (var map in spec.Maps)
        {
            Set(map.Variable, pixel => OfMap(map, pixel));
        }

        foreach (var hyperparameter in hyperparameters)
        {
            Set(hyperparameter.Key, _ => hyperparameter.Value);
        }
    }

    /// <summary>The value of a variable at a pixel.</summary>
    public double this[Variable variable, int pixel = 0] => values[variable][pixel];

    /// <summary>Whether the variable has been computed.</summary>
    public bool Has(Variable variable) => values.ContainsKey(variable);

    /// <summary>Computes a stage, and keeps its result.</summary>
    public double[] Run(Stage stage) => values[stage.Result] = Reduce(stage.Kind, Of(stage.Body), stage.Window);

    /// <summary>Computes a step of the backward that is no assignment.</summary>
    public void Run(Step step)
    {
        var term = Of(step.Term);
        values[step.Result] = step.Kind switch
        {
            StepKind.Sum => Reduce(StageKind.PixelSum, term, null),
            StepKind.ClassSum => term,
            StepKind.Share => Share(term, values[step.Extreme!]),
            StepKind.LocalMeanAdjoint => Filter(term, step.Window!, isAdjoint: true),
            _ => term,
        };
    }

    /// <summary>The expression at every pixel.</summary>
    public double[] Of(Expr expression) => expression.Level == Level.Pixel
        ? [.. Enumerable.Range(0, scene.Pixels.Count).Select(pixel => At(expression, pixel))]
        : [.. Enumerable.Repeat(At(expression, 0), scene.Pixels.Count)];

    /// <summary>The expression at one pixel.</summary>
    public double At(Expr expression, int pixel) => new AtPixel(this, pixel, ofRegion).Of(expression);

    /// <summary>The first part of an expression, from its leaves, that is not finite though its own parts are.</summary>
    public Apply? Culprit(Expr expression, int pixel) => new AtPixel(this, pixel, []).Culprit(expression);

    private void SetQuantities()
    {
        Set(Quantities.X, static p => p.Logit);
        Set(Quantities.Y, static p => p.Target);
        Set(Quantities.P, static p => Probability(p.Logit));
        Set(Quantities.Q, static p => Probability(-p.Logit));
        Set(Quantities.LogP, static p => -Softplus(-p.Logit));
        Set(Quantities.LogQ, static p => -Softplus(p.Logit));
        var count = scene.Pixels.Sum(static p => p.Count);
        Set(Quantities.PixelCount, _ => count);
        Set(Quantities.Divisor, _ => count);
        Set(Quantities.Classes, static _ => 1);
        Set(Quantities.ClassWeight, static _ => 1);
        Set(LossPlan.Upstream, static _ => 1);
        foreach (var stage in SoftCounts.ByProducts)
        {
            Run(stage);
        }
    }

    // Next to a boundary; of a mask without one a map is 0.
    private double OfMap(MapSpec map, PixelGroup pixel)
    {
        Func<PixelGroup, bool> isInside = map.Of == "Target" ? static p => p.Target > 0.5 : static p => p.Logit > 0;
        var hasBoundary = scene.Pixels.Any(isInside) && !scene.Pixels.All(isInside);
        return map.Kind switch
        {
            null => Math.Max(map.Minimum ?? 0, Math.Min(map.Maximum ?? 1, isInside(pixel) ? 1 : 0)),
            "Signed" => !hasBoundary ? 0 : isInside(pixel) ? -1 : 2,
            "ToContour" => hasBoundary && !isInside(pixel) ? 1 : 0,
            _ => hasBoundary ? 1 : 0,
        };
    }

    private double[] Reduce(StageKind kind, double[] body, LocalWindow? window) => kind switch
    {
        StageKind.PixelSum => Everywhere(Sum(body)),
        StageKind.PixelMean => Everywhere(Sum(body) / scene.Pixels.Sum(static p => p.Count)),
        StageKind.PixelMax => Everywhere(body.Aggregate(Math.Max)),
        StageKind.PixelMin => Everywhere(body.Aggregate(Math.Min)),
        StageKind.LocalMean => Filter(body, window!, isAdjoint: false),
        _ => body,
    };

    // Beyond the border lies what is on it.
    private double[] Filter(double[] term, LocalWindow window, bool isAdjoint)
    {
        var half = window.Side / 2;
        double[] weights = [.. Enumerable.Range(-half, window.Side).Select(o => window.Sigma is { } sigma ? Math.Exp(-o * o / (2 * sigma * sigma)) : 1)];
        var result = new double[term.Length];
        for (var i = 0; i < term.Length; i++)
        {
            for (var o = 0; o < weights.Length; o++)
            {
                var (other, weight) = (Math.Max(0, Math.Min(term.Length - 1, i + o - half)), weights[o] / weights.Sum());
                result[isAdjoint ? other : i] += weight * term[isAdjoint ? i : other];
            }
        }

        return result;
    }

    private double[] Share(double[] term, double[] extreme)
    {
        var attaining = term.Zip(extreme, static (t, e) => t == e).ToArray();
        var count = attaining.Zip(scene.Pixels, static (isThere, p) => isThere ? p.Count : 0).Sum();
        return [.. attaining.Select(isThere => isThere ? 1 / count : 0)];
    }

    private double Sum(double[] body) => body.Zip(scene.Pixels, static (value, p) => value * p.Count).Sum();

    private double[] Everywhere(double value) => [.. Enumerable.Repeat(value, scene.Pixels.Count)];

    private void Set(Variable variable, Func<PixelGroup, double> value) => values[variable] = [.. scene.Pixels.Select(value)];

    private static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));

    private static double Softplus(double x) => Functions.Softplus.Evaluate([x]);

    /// <summary>Expressions at one pixel; of a choice only the branch that is taken.</summary>
    private sealed class AtPixel(SceneValues evaluation, int pixel, Dictionary<Expr, double> ofRegion)
    {
        private readonly Dictionary<Expr, double> ofPixel = [];
        private Apply? culprit;

        public double Of(Expr node)
        {
            var known = node.Level == Level.Pixel ? ofPixel : ofRegion;
            if (!known.TryGetValue(node, out var value))
            {
                known[node] = value = node switch
                {
                    Constant constant => constant.Value,
                    Variable variable => evaluation.values[variable][pixel],
                    Apply apply => Of(apply),
                    _ => double.NaN,
                };
            }

            return value;
        }

        public Apply? Culprit(Expr expression)
        {
            Of(expression);
            return culprit;
        }

        private double Of(Apply apply)
        {
            var (op, a) = (apply.Op, apply.Arguments);
            if (op == Conditions.Select)
            {
                return Of(Of(a[0]) != 0 ? a[1] : a[2]);
            }

            double[] arguments = [.. a.Select(Of)];
            var value = op == Arithmetic.Divide && Bounds.IsShielded(apply) && arguments[0] == 0 && arguments[1] == 0 ? 0
                : evaluation.ofLimits && op == Functions.Guard ? arguments[0]
                : evaluation.ofLimits && op == Functions.PowSlope ? arguments[1] * Math.Pow(arguments[0], arguments[1] - 1)
                : op.Evaluate(arguments);
            if (culprit is null && !IsFinite(value) && arguments.All(IsFinite))
            {
                culprit = apply;
            }

            return value;
        }

        private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
    }
}
