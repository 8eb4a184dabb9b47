using System.Reflection;
using static TorchSharp.torch;

namespace LossDsl.Testing.Oracles;

/// <summary>
/// Interpreter that gives a loss its meaning in plain code on doubles. Every stage and the formula are found by their attributes and called as C# methods; loops reduce
/// their values.
/// The interpreter shares nothing with the generator, and of the runtime only the distance maps, so that it is an independent oracle for every backend.
/// </summary>
internal sealed class StageInterpreter
{
    private readonly StageMethod[] methods;
    private readonly StageMethod formula;
    private readonly IReadOnlyDictionary<string, double> hyperparameters;
    private readonly IReadOnlyDictionary<string, double[]> inputs;
    private readonly LossOptions options;
    private readonly OracleTarget target;
    private readonly Grid grid;
    private readonly Reductions reductions;
    private readonly Windows windows;
    private readonly RegionOptions ofRegions;
    private readonly AbsentClass absent;
    private Dictionary<string, double[]> results = [];
    private Dictionary<string, double[]>? stopped;
    private double[] logits = [];
    private double[] p = [];
    private double[] q = [];

    public StageInterpreter(Type loss, IReadOnlyDictionary<string, double> hyperparameters, LossOptions options, OracleTarget target, IReadOnlyDictionary<string, double[]>? inputs = null)
    {
        this.hyperparameters = hyperparameters;
        this.inputs = inputs ?? new Dictionary<string, double[]>();
        this.options = options = OwnActivation.Resolve(options, loss);
        this.target = target;
        methods = StageMethod.Of(loss);
        formula = methods.Single(static m => m.IsFormula);
        absent = new AbsentClass(methods, Hyperparameter);
        grid = new Grid(target.Shape, options.Region);
        reductions = new Reductions(grid, target.Valid, options);
        windows = new Windows(grid, target.Valid);
        ofRegions = new RegionOptions(grid, reductions, target, options);
    }

    /// <summary>Whether a class has a formula that can be run as C#.</summary>
    public static bool HasFormula(Type loss) => StageMethod.Of(loss).Any(static m => m.IsFormula);

    /// <summary>Whether the backward pass of a loss holds changing values constant: stages or parameters with [StopGradient], maps of the prediction, orders of pixels.</summary>
    public static bool HoldsConstants(Type loss) => StageMethod.Of(loss).Any(static m => m.IsStopped || m.Reduction is PixelAboveAttribute || m.Parameters.Any(IsHeld));

    /// <summary>Level of the formula's values: that of its reduction, else the finest of what the formula reads.</summary>
    private Level FormulaLevel => formula.Reduction is not null ? formula.Level
        : formula.Parameters.Where(static q => !q.HasDefaultValue).Select(q => LevelOf(q)).DefaultIfEmpty(Level.Region).Min();

    private Level LevelOf(ParameterInfo parameter) => StageOf(parameter)?.Level ?? (LevelOfInput(parameter) == Per.Image ? Level.Image : Level.Region);

    private bool ReadsClassWeight => methods.SelectMany(static m => m.Parameters).Any(static q => Is(q, "classWeight"));

    /// <summary>Returns the value of the loss: one number, or under Reduction.None one for each region or image.</summary>
    public double[] Evaluate(double[] logits)
    {
        (this.logits, results) = (logits, []);
        (p, q) = Probability.Of(logits, grid, options.Activation!.Value);
        var values = formula.Reduction is null ? Each(formula, FormulaLevel) : Result(formula);
        return ofRegions.Reduce(values, p, FormulaLevel, ReadsClassWeight);
    }

    /// <summary>Returns the values that a formula with [PixelMean] or [PixelSum] reduces, for each pixel and class; 0 at invalid pixels and in an excluded background.</summary>
    public double[] EvaluatePixels(double[] logits)
    {
        Evaluate(logits);
        return [.. Each(formula, Level.Pixel).Select((value, i) => target.Valid[i] && (options.IncludeBackground || grid.ClassOf(i, Level.Pixel) > 0) ? value : 0)];
    }

    /// <summary>Freezes what is constant in the backward pass (stages with [StopGradient], maps and orders) at its values for these logits.</summary>
    public void Stop(double[] logits)
    {
        stopped = null;
        Evaluate(logits);
        stopped = methods.ToDictionary(static m => m.Name, Result);
        stopped["p"] = p;
    }

    private double[] Result(StageMethod method)
    {
        if (method.IsStopped && stopped is not null)
        {
            return stopped[method.Name];
        }

        if (!results.TryGetValue(method.Name, out var result))
        {
            results[method.Name] = result = Reduce(method);
        }

        return result;
    }

    private double[] Reduce(StageMethod method)
    {
        var values = Each(method, method.CalledFor);
        return method.Reduction switch
        {
            PixelSumAttribute => reductions.OverPixels(values, Enumerable.Sum, Counting(method)),
            PixelMeanAttribute => reductions.OverPixels(values, Enumerable.Average, Counting(method)),
            PixelMaxAttribute => reductions.OverPixels(values, Enumerable.Max, Counting(method)),
            PixelMinAttribute => reductions.OverPixels(values, Enumerable.Min, Counting(method)),
            PixelTopAttribute top => reductions.OverPixels(values, of => Ordering.MeanOfLargest(of, top.Hyperparameter is { } name ? Number(method, name) : top.Share), Counting(method)),
            PixelAboveAttribute above => reductions.Above(values, Order(methods.Single(stage => stage.IsNamed(above.Order)))),
            LocalAttribute window => windows.Apply(values, window),
            FieldAttribute field => Numbers.Of(((IFieldProvider)Activator.CreateInstance(field.Provider)!).Compute(tensor([.. values.Zip(target.Valid, static (value, counts) => counts ? value : 0)], target.Shape))),
            ClassSumAttribute => reductions.OverClasses(values, Enumerable.Sum),
            ClassMeanAttribute => reductions.OverClasses(values, Enumerable.Average),
            ClassMaxAttribute => reductions.OverClasses(values, Enumerable.Max),
            ClassMinAttribute => reductions.OverClasses(values, Enumerable.Min),
            PixelClassSumAttribute => reductions.OverPixelClasses(values, Enumerable.Sum),
            PixelClassMaxAttribute => reductions.OverPixelClasses(values, Enumerable.Max),
            PixelClassLogSumExpAttribute => reductions.OverPixelClasses(values, static all => all.Max() + Math.Log(all.Sum(value => Math.Exp(value - all.Max())))),
            PixelClassCumulativeSumAttribute => reductions.UpToClasses(values),
            BatchSumAttribute => [values.Sum()],
            BatchMeanAttribute => [values.Average()],
            BatchMaxAttribute => [values.Max()],
            _ => values,
        };
    }

    private double[] Order(StageMethod stage) => stopped?[stage.Name] ?? Result(stage);

    // The pixels at which all windows with Padding.Valid that a method reads are whole; null if it reads none.
    private bool[]? Counting(StageMethod method)
    {
        var whole = PixelStagesOf(method).Select(static stage => stage.Reduction).OfType<LocalAttribute>().Where(static window => window.Padding == Padding.Valid).Select(windows.AreWhole).ToArray();
        return whole.Length == 0 ? null : [.. Enumerable.Range(0, p.Length).Select(i => whole.All(each => each[i]))];
    }

    private IEnumerable<StageMethod> PixelStagesOf(StageMethod method) =>
        method.Parameters.Select(StageOf).OfType<StageMethod>().Where(static stage => stage.Level == Level.Pixel).SelectMany(stage => PixelStagesOf(stage).Append(stage));

    private double[] Each(StageMethod method, Level level)
    {
        var bound = method.Parameters.Select(q => Is(q, "classWeight") ? ClassWeight(method, level) : Bind(q, level)).ToArray();
        var arguments = new object?[bound.Length];
        return [.. Enumerable.Range(0, grid.Count(level)).Select(i =>
        {
            for (var k = 0; k < bound.Length; k++)
            {
                arguments[k] = bound[k](i);
            }

            var value = method.Invoke(arguments);
            return double.IsFinite(value) || level == Level.Pixel ? value : absent.Limit(method, value, parameter => (Is(parameter, "classWeight") ? ClassWeight(method, level) : Bind(parameter, level))(i));
        })];
    }

    /// <summary>Returns the value of a parameter as a function of the index of the pixel, region or image that the method is called for.</summary>
    private Func<int, double> Bind(ParameterInfo parameter, Level level)
    {
        if (Quantity(parameter, level) is { } quantity)
        {
            return quantity;
        }

        if (StageOf(parameter) is { } stage)
        {
            var values = stopped is not null && parameter.IsDefined(typeof(StopGradientAttribute)) ? stopped[stage.Name] : Result(stage);
            return i => values[grid.Index(i, level, stage.Level)];
        }

        if (LevelOfInput(parameter) is { } per)
        {
            var values = inputs.Single(input => Is(parameter, input.Key)).Value;
            if (per == Per.ClassPair)
            {
                return i => grid.AcrossClasses(i).Select((at, label) => values[grid.ClassOf(i, level) * grid.Classes + label] * target.Y[at]).Sum();
            }

            return i => values[per == Per.Class ? grid.ClassOf(i, level) : grid.Index(i, level, Enum.Parse<Level>(per.ToString()))];
        }

        if (MapOf(parameter) is { } map)
        {
            return i => map[i];
        }

        var number = Hyperparameter(parameter)!.Value;
        return _ => number;
    }

    /// <summary>
    /// Returns the class weight. Under ClassWeighting.ByWeight it is divided by a mean weight: that over the classes for values averaged over classes, else that over the
    /// labels of the valid pixels.
    /// </summary>
    private Func<int, double> ClassWeight(StageMethod method, Level level)
    {
        if (options.ClassWeights is not { } weights)
        {
            return static _ => 1;
        }

        if (options.ClassWeighting == ClassWeighting.ByCount)
        {
            return i => weights[grid.ClassOf(i, level)];
        }

        var isMeanOfClasses = method.Reduction is ClassMeanAttribute || (method.IsFormula && method.Reduction is null);
        var labels = reductions.OverPixels(target.Labels, Enumerable.Sum);
        var sums = isMeanOfClasses ? [.. labels.Select(static _ => 1.0)] : labels;
        var (weighted, total) = (reductions.OverClasses([.. sums.Select((sum, r) => sum * weights[grid.ClassOf(r, Level.Region)])], Enumerable.Sum), reductions.OverClasses(sums, Enumerable.Sum));
        return i =>
        {
            var image = grid.Index(i, level, Level.Image);
            return weights[grid.ClassOf(i, level)] / (weighted[image] > 0 ? weighted[image] / total[image] : 1);
        };
    }

    private Func<int, double>? Quantity(ParameterInfo parameter, Level level)
    {
        var (y, isL1) = (target.Y, options.SoftLabels == SoftLabels.L1);
        switch (parameter.Name!.ToLowerInvariant())
        {
            case "p": return i => p[i];
            case "y": return i => y[i];
            case "x": return i => logits[i];
            case "tp": return Count(i => isL1 ? Math.Min(p[i], y[i]) : y[i] * p[i]);
            case "fp": return Count(i => isL1 ? Math.Max(p[i] - y[i], 0) : (1 - y[i]) * p[i]);
            case "fn": return Count(i => isL1 ? Math.Max(y[i] - p[i], 0) : y[i] * q[i]);
            case "tn": return Count(i => isL1 ? 1 - Math.Max(p[i], y[i]) : (1 - y[i]) * q[i]);
            case "n": return Count(static _ => 1);
            default: return null;
        }

        Func<int, double> Count(Func<int, double> term)
        {
            var counts = reductions.OverPixels([.. Enumerable.Range(0, p.Length).Select(term)], Enumerable.Sum);
            return i => counts[grid.Index(i, level, Level.Region)];
        }
    }

    // A map that no type computes is an input of pixels.
    private static Per? LevelOfInput(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<InputAttribute>()?.Per
        ?? (parameter.GetCustomAttribute<MapAttribute>() is { Provider: null } ? Per.Pixel : null);

    private double[]? MapOf(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<DistanceMapAttribute>() is { } distance)
        {
            return Numbers.Of(DistanceMap.Compute(Mask(distance.Of), distance.Kind));
        }

        return parameter.GetCustomAttribute<MapAttribute>() is { Provider: { } provider } map
            ? Numbers.Of(((IMapProvider)Activator.CreateInstance(provider)!).Compute(Mask(map.Of), null))
            : null;
    }

    // Pixels that are not valid are background, in the prediction too.
    private Tensor Mask(Of of) => tensor(of == Of.Target ? target.Labels : [.. (stopped?["p"] ?? p).Select((value, i) => target.Valid[i] ? value : 0)], target.Shape).gt(0.5).to_type(float64);

    private static bool IsHeld(ParameterInfo parameter) => parameter.IsDefined(typeof(StopGradientAttribute))
        || parameter.GetCustomAttribute<DistanceMapAttribute>()?.Of == Of.Prediction
        || parameter.GetCustomAttribute<MapAttribute>()?.Of == Of.Prediction;

    private double Number(StageMethod method, string hyperparameter) => Hyperparameter(method.Parameters.Single(parameter => parameter.Name == hyperparameter))!.Value;

    private StageMethod? StageOf(ParameterInfo parameter) => methods.FirstOrDefault(m => m.IsNamed(parameter));

    private double? Hyperparameter(ParameterInfo parameter) =>
        hyperparameters.TryGetValue(parameter.Name!, out var given) ? given : parameter.HasDefaultValue ? (double)parameter.DefaultValue! : null;

    private static bool Is(ParameterInfo parameter, string name) => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase);
}
