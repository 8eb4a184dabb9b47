using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Tests.Lowering;

/// <summary>
/// Interpreter that runs a plan on one image of a few classes, with its pixels in a row, in double arithmetic: the reference for generated code. Every value is an array
/// [class, pixel].
/// </summary>
internal sealed class PlanInterpreter
{
    private readonly LossPlan plan;
    private readonly int classes;
    private readonly int pixels;
    private readonly Dictionary<string, double[,]> known = [];

    private PlanInterpreter(LossPlan plan, PlanInput scene)
    {
        this.plan = plan;
        (classes, pixels) = (scene.X.GetLength(0), scene.X.GetLength(1));
        Set(Quantities.X, (c, i) => scene.X[c, i]);
        Set(Quantities.Y, (c, i) => scene.Y[c, i]);
        Set(Quantities.P, (c, i) => 1 / (1 + Math.Exp(-scene.X[c, i])));
        Set(Quantities.Q, (c, i) => 1 / (1 + Math.Exp(scene.X[c, i])));
        Set(Quantities.LogP, (c, i) => -Math.Log(1 + Math.Exp(-scene.X[c, i])));
        Set(Quantities.LogQ, (c, i) => -Math.Log(1 + Math.Exp(scene.X[c, i])));
        Set(Quantities.TruePositive, (c, i) => scene.Y[c, i] / (1 + Math.Exp(-scene.X[c, i])));
        Set(Quantities.FalsePositive, (c, i) => (1 - scene.Y[c, i]) / (1 + Math.Exp(-scene.X[c, i])));
        Set(Quantities.FalseNegative, (c, i) => scene.Y[c, i] / (1 + Math.Exp(scene.X[c, i])));
        Set(Quantities.TrueNegative, (c, i) => (1 - scene.Y[c, i]) / (1 + Math.Exp(scene.X[c, i])));
        Set(Quantities.TruePositiveSlope, (c, i) => scene.Y[c, i]);
        Set(Quantities.PixelCount, (_, _) => pixels);
        Set(Quantities.Divisor, (_, _) => pixels);
        Set(Quantities.ClassCount, (_, _) => classes);
        Set(Quantities.Inclusion, (_, _) => 1);
        Set(Quantities.ImageCount, (_, _) => 1);
        Set(Quantities.ClassWeight, (c, _) => 1 + (0.5 * c));
        Set(Quantities.ClassWeightInMean, (c, _) => 1 + (0.5 * c));
        Set(LossPlan.Upstream, static (_, _) => 1);
        foreach (var map in plan.Spec.Maps)
        {
            Set(map.Variable, (c, i) => scene.Map[c, i]);
        }

        foreach (var hyperparameter in plan.Spec.Hyperparameters)
        {
            Set(hyperparameter.Variable, (_, _) => hyperparameter.Default);
        }
    }

    /// <summary>Returns the value of the loss: the sum over all regions, or the value of the image.</summary>
    public static double Value(LossPlan plan, PlanInput scene)
    {
        var run = new PlanInterpreter(plan, scene);
        run.Run(plan.Forward);
        var value = run.Evaluate(plan.Value);
        return plan.IsPerImage ? value[0, 0] : Enumerable.Range(0, run.classes).Sum(c => value[c, 0]);
    }

    /// <summary>Returns the result of a step of the forward pass by its name, [class, pixel].</summary>
    public static double[,] Result(LossPlan plan, PlanInput scene, string name)
    {
        var run = new PlanInterpreter(plan, scene);
        run.Run(plan.Forward);
        return run.known[name];
    }

    /// <summary>Returns the derivative of the value by each logit, [class, pixel]: through the log-odds, and through the probability as for Activation.None.</summary>
    public static (double[,] ByLogOdds, double[,] ByProbability) Gradient(LossPlan plan, PlanInput scene)
    {
        var run = new PlanInterpreter(plan, scene);
        run.Run(plan.Forward);
        run.Run(plan.Backward);
        var (p, q) = (run.known["p"], run.known["q"]);
        var (byLogOdds, byProbability, byInput) = (run.Evaluate(plan.Gradient.ByLogOdds ?? 0), run.Evaluate(plan.Gradient.ByProbability ?? 0), run.Evaluate(plan.Gradient.ByInput ?? 0));
        return (run.Fill((c, i) => byLogOdds[c, i] + byInput[c, i]), run.Fill((c, i) => (byProbability[c, i] * p[c, i] * q[c, i]) + byInput[c, i]));
    }

    private void Run(EquatableArray<Step> steps)
    {
        foreach (var step in steps)
        {
            known.Add(step.Result.Name, Run(step, Evaluate(step.Term), Evaluate(step.Second ?? step.Term)));
        }
    }

    private double[,] Run(Step step, double[,] term, double[,] second) => step.Kind switch
    {
        StepKind.Assign => term,
        StepKind.Sum => Fill((c, _) => Row(term, c).Sum()),
        StepKind.Mean => Fill((c, _) => Row(term, c).Average()),
        StepKind.Max => Fill((c, _) => Row(term, c).Max()),
        StepKind.Min => Fill((c, _) => Row(term, c).Min()),
        StepKind.Share when step.Result.Level == Level.Image => Fill((_, _) => 1),
        StepKind.Share when step.Result.Level == Level.Region => Fill((c, _) => term[c, 0] == known[step.Extreme!.Name][c, 0] ? 1.0 / Column(term).Count(t => t == known[step.Extreme.Name][c, 0]) : 0),
        StepKind.Share => Fill((c, i) => term[c, i] == known[step.Extreme!.Name][c, i] ? 1.0 / Row(term, c).Count(t => t == known[step.Extreme.Name][c, i]) : 0),
        StepKind.Top => Fill((c, _) => Row(term, c).OrderDescending().Take(TopCount(second[c, 0])).Average()),
        StepKind.TopShare => Fill((c, i) => Ordered(term, c).Take(TopCount(second[c, 0])).Contains(i) ? 1.0 / TopCount(second[c, 0]) : 0),
        StepKind.Above => Fill((c, i) => Ordered(second, c).TakeWhile(other => other != i).Sum(other => term[c, other])),
        StepKind.Below => Fill((c, i) => Ordered(second, c).Reverse().TakeWhile(other => other != i).Sum(other => term[c, other])),
        StepKind.LocalMean or StepKind.LocalMeanAdjoint => Filter(term, step.Window!),
        StepKind.LocalSum => Sum(term, step.Window!, 1),
        StepKind.LocalSumAdjoint => Sum(term, step.Window!, -1),
        StepKind.LocalMax or StepKind.LocalMin => Fill((c, i) => term[c, First(term, step, c, i)]),
        StepKind.LocalMaxAdjoint or StepKind.LocalMinAdjoint => Fill((c, i) => Enumerable.Range(0, pixels).Sum(at => First(second, step, c, at) == i ? term[c, at] : 0)),
        StepKind.LocalVariance or StepKind.LocalCovariance => Covariance(Filter(Fill((c, i) => term[c, i] * second[c, i]), step.Window!), Filter(term, step.Window!), Filter(second, step.Window!)),
        StepKind.ClassSum => Fill((_, _) => Column(term).Sum()),
        StepKind.ClassMean => Fill((_, _) => Column(term).Average()),
        StepKind.ClassTotal => Fill((_, _) => Column(term).Sum()),
        StepKind.PixelClassSum or StepKind.PixelClassSumAdjoint => Fill((_, i) => Classes(term, i).Sum()),
        StepKind.PixelClassMax => Fill((_, i) => Classes(term, i).Max()),
        StepKind.PixelClassLogSumExp => Fill((_, i) => Math.Log(Classes(term, i).Sum(Math.Exp))),
        StepKind.PixelClassCumulativeSum => Fill((c, i) => Classes(term, i).Take(c + 1).Sum()),
        StepKind.PixelClassCumulativeSumAdjoint => Fill((c, i) => Classes(term, i).Skip(c).Sum()),
        StepKind.PixelClassShare => Fill((c, i) => term[c, i] == known[step.Extreme!.Name][c, i] ? 1.0 / Classes(term, i).Count(t => t == term[c, i]) : 0),
        StepKind.BatchSum or StepKind.BatchMean or StepKind.BatchMax => term,
        StepKind.ClassMax => Fill((_, _) => Column(term).Max()),
        StepKind.ClassMin => Fill((_, _) => Column(term).Min()),
        _ => throw new InvalidOperationException($"Unknown step {step.Kind}."),
    };

    private int TopCount(double share) => Math.Max(1, (int)Math.Floor(share * pixels));

    private IEnumerable<int> Ordered(double[,] values, int c) => Enumerable.Range(0, pixels).OrderByDescending(i => values[c, i]);

    private double[,] Covariance(double[,] meanOfProduct, double[,] meanOfFirst, double[,] meanOfSecond) => Fill((c, i) => meanOfProduct[c, i] - (meanOfFirst[c, i] * meanOfSecond[c, i]));

    private double[,] Filter(double[,] term, LocalWindow window) =>
        Fill((c, i) => Window(window).Sum(w => i + w.Offset >= 0 && i + w.Offset < pixels ? w.Weight * term[c, i + w.Offset] : 0));

    // Zeros beyond the row; the adjoint reads in the opposite direction.
    private double[,] Sum(double[,] term, LocalWindow window, int direction) => Fill((c, i) => window.Weights
        .Select((weight, index) => (Place: i + (direction * (index - (window.Side / 2))), Weight: weight))
        .Sum(w => w.Place >= 0 && w.Place < pixels ? w.Weight * term[c, w.Place] : 0));

    // The first pixel of the window around a pixel that attains the extreme.
    private int First(double[,] values, Step step, int c, int i)
    {
        var sign = step.Kind is StepKind.LocalMin or StepKind.LocalMinAdjoint ? -1 : 1;
        var half = step.Window!.Side / 2;
        return Enumerable.Range(i - half, step.Window.Side).Where(at => at >= 0 && at < pixels).MaxBy(at => sign * values[c, at]);
    }

    private static IEnumerable<(int Offset, double Weight)> Window(LocalWindow window)
    {
        var offsets = Enumerable.Range(-window.Side / 2, window.Side).ToList();
        var weights = offsets.Select(o => window.Sigma is { } sigma ? Math.Exp(-o * o / (2 * sigma * sigma)) : 1).ToList();
        return offsets.Zip(weights, (o, w) => (o, w / weights.Sum()));
    }

    private double[,] Evaluate(Expr expression) => Fill((c, i) => Interpreter.Evaluate(expression, known.ToDictionary(static k => k.Key, k => k.Value[c, i])));

    private void Set(Variable variable, Func<int, int, double> value) => known[variable.Name] = Fill(value);

    private IEnumerable<double> Row(double[,] values, int c) => Enumerable.Range(0, pixels).Select(i => values[c, i]);

    private IEnumerable<double> Classes(double[,] values, int i) => Enumerable.Range(0, classes).Select(c => values[c, i]);

    private IEnumerable<double> Column(double[,] perRegion) => Enumerable.Range(0, classes).Select(c => perRegion[c, 0]);

    private double[,] Fill(Func<int, int, double> value)
    {
        var filled = new double[classes, pixels];
        for (var c = 0; c < classes; c++)
        {
            for (var i = 0; i < pixels; i++)
            {
                filled[c, i] = value(c, i);
            }
        }

        return filled;
    }
}

/// <summary>Input of a plan: logits X, target Y and a distance map, each [class, pixel].</summary>
internal sealed record PlanInput(double[,] X, double[,] Y, double[,] Map)
{
    /// <summary>Returns random logits in [-2.5, 2.5], labels that are mostly hard, and a random map.</summary>
    public static PlanInput Random(int seed, int classes = 2, int pixels = 6)
    {
        var random = new Random(seed);
        return new(Fill(() => (random.NextDouble() * 5) - 2.5), Fill(() => random.NextDouble() < 0.3 ? random.NextDouble() : random.Next(2)), Fill(random.NextDouble));

        double[,] Fill(Func<double> next)
        {
            var values = new double[classes, pixels];
            for (var index = 0; index < values.Length; index++)
            {
                values[index / pixels, index % pixels] = next();
            }

            return values;
        }
    }

    /// <summary>Returns a copy with another logit x at pixel i of class c.</summary>
    public PlanInput With(int c, int i, double x)
    {
        var other = (double[,])X.Clone();
        other[c, i] = x;
        return this with { X = other };
    }
}
