using LossDsl.Generator.Analysis;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Limits;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Tests.Analysis;

/// <summary>
/// Evaluation of a loss at one point, independent of the analysis. The witness interprets the formulas as written and carries the derivative by the logit of one pixel
/// along (forward mode). Nothing is simplified, and no slope is clamped.
/// </summary>
internal sealed class Witness
{
    private const double Step = 1e-3;

    private readonly PixelGroup[] pixels;
    private readonly Lazy<double> rise;
    private readonly Dictionary<Variable, DualNumber[]> values = [];

    /// <summary>Evaluates a loss at a point.</summary>
    /// <param name="spec">The loss.</param>
    /// <param name="trial">The point.</param>
    /// <param name="moved">The index of the pixel by whose logit the loss is differentiated.</param>
    /// <param name="isCompiled">Whether the formulas are simplified as for generated code, in which log p is finite at any logit and x / x² is 1 / x.</param>
    /// <param name="by">The number added to the logit of that pixel.</param>
    public Witness(LossSpec spec, Trial trial, int moved, bool isCompiled = false, double by = 0)
    {
        // The moved pixel comes first. Equal pixels of its group stay where they are.
        var own = trial.Scene.Pixels[moved];
        rise = new(() => new Witness(spec, trial, moved, isCompiled, Step).Result.Value - new Witness(spec, trial, moved, isCompiled, -Step).Result.Value);
        pixels = [own with { Count = 1, Logit = own.Logit + by }, .. trial.Scene.Pixels.Where((_, i) => i != moved), .. own.Count > 1 ? [own with { Count = own.Count - 1 }] : (PixelGroup[])[]];
        SetQuantities();
        foreach (var (variable, value) in trial.Hyperparameters)
        {
            values[variable] = AtEveryPixel(new(value, 0));
        }

        // The value at 0/0 belongs to the language.
        foreach (var stage in QuotientLimits.Insert(spec, isCompiled ? [.. spec.Stages.Select(static stage => stage with { Body = Simplifier.Simplify(stage.Body) })] : spec.Stages))
        {
            DualNumber[] body = [.. Enumerable.Range(0, pixels.Length).Select(i => Evaluate(stage.Body, i))];
            IsFinite &= body.All(static s => double.IsFinite(s.Value));
            ExceedsFloat |= body.Any(static s => Math.Abs(s.Value) > float.MaxValue);
            values[stage.Result] = stage.Kind switch
            {
                StageKind.PixelSum => AtEveryPixel(Sum(body)),
                StageKind.PixelMean => AtEveryPixel(Sum(body) is var sum ? new(sum.Value / Pixels, sum.By / Pixels) : default),
                StageKind.PixelMax => AtEveryPixel(Extreme(body, body.Max(static s => s.Value))),
                StageKind.PixelMin => AtEveryPixel(Extreme(body, body.Min(static s => s.Value))),
                _ => body,
            };
        }

        Result = values[spec.Formula.Result][0];
    }

    /// <summary>Value of the loss, with its derivative by the logit.</summary>
    public DualNumber Result { get; }

    /// <summary>
    /// Difference of the values for a larger and a smaller logit. Where p rounds to 1, the derivative of an op such as asin may be infinite, but the values still show the
    /// direction.
    /// </summary>
    public double Rise => rise.Value;

    /// <summary>Whether every stage is finite at every pixel.</summary>
    public bool IsFinite { get; } = true;

    /// <summary>Whether the value of a stage is too large for float32.</summary>
    public bool ExceedsFloat { get; }

    /// <summary>Returns whether this is the point of a message, e.g. <c>tp = 0, smooth = 0</c>.</summary>
    public bool IsAt(string point) => point.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(static c => c.Split(" = ")).All(c =>
        values.Single(v => v.Key.Name == c[0]).Value[0].Value is var value && Generator.Text.Numbers.ToDisplay(CounterexampleText.RoundToFourDigits(value)) is var text
        && (text == c[1] || (Generator.Text.Numbers.TryParse(c[1], out var told) && Math.Abs(told - value) <= 1e-3 * Math.Abs(value))));

    private double Pixels => pixels.Sum(static p => p.Count);

    private void SetQuantities()
    {
        Set(Quantities.X, static z => new(z, 1));
        Set(Quantities.P, static z => new(P(z), P(z) * P(-z)));
        Set(Quantities.Q, static z => new(P(-z), -P(z) * P(-z)));
        Set(Quantities.LogP, static z => new(z < -700 ? z : Math.Log(P(z)), P(-z)));
        Set(Quantities.LogQ, static z => new(z > 700 ? -z : Math.Log(P(-z)), -P(z)));
        values[Quantities.Y] = [.. pixels.Select(static p => new DualNumber(p.Target, 0))];
        values[Quantities.PixelCount] = AtEveryPixel(new(Pixels, 0));
        values[Quantities.ClassWeight] = AtEveryPixel(new(1, 0));
        values[Quantities.ClassWeightInMean] = AtEveryPixel(new(1, 0));
        Count(Quantities.TruePositives, Quantities.P, static y => y);
        Count(Quantities.FalsePositives, Quantities.P, static y => 1 - y);
        Count(Quantities.FalseNegatives, Quantities.Q, static y => y);
        Count(Quantities.TrueNegatives, Quantities.Q, static y => 1 - y);

        static double P(double logit) => 1 / (1 + Math.Exp(-logit));
    }

    private void Set(Variable variable, Func<double, DualNumber> of) => values[variable] = [.. pixels.Select((p, i) => of(p.Logit) with { By = i == 0 ? of(p.Logit).By : 0 })];

    private void Count(Variable count, Variable probability, Func<double, double> weight) =>
        values[count] = AtEveryPixel(Sum([.. values[probability].Select((p, i) => new DualNumber(weight(pixels[i].Target) * p.Value, weight(pixels[i].Target) * p.By))]));

    private DualNumber Sum(DualNumber[] body) => new(body.Select((s, i) => s.Value * pixels[i].Count).Sum(), body.Select((s, i) => s.By * pixels[i].Count).Sum());

    // All pixels that attain the extreme share its slope.
    private DualNumber Extreme(DualNumber[] body, double value)
    {
        int[] attaining = [.. Enumerable.Range(0, body.Length).Where(i => body[i].Value == value)];
        return new(value, attaining.Sum(i => body[i].By * pixels[i].Count) / attaining.Sum(i => pixels[i].Count));
    }

    private DualNumber[] AtEveryPixel(DualNumber value) => [.. Enumerable.Repeat(value, pixels.Length)];

    private DualNumber Evaluate(Expr expression, int pixel) => expression switch
    {
        Constant constant => new(constant.Value, 0),
        Variable variable => values[variable][pixel],
        Apply { Op: var op, Arguments: var a } when op == Conditions.Select => Evaluate(Evaluate(a[0], pixel).Value != 0 ? a[1] : a[2], pixel),
        Apply apply => Evaluate(apply, [.. apply.Arguments.Select(argument => Evaluate(argument, pixel))]),
        _ => throw new InvalidOperationException(),
    };

    private static DualNumber Evaluate(Apply apply, DualNumber[] a)
    {
        if (Quotient.HasValueAtPole(apply) && a[0].Value == 0 && a[1].Value == 0)
        {
            return apply.Op == RegionOps.Ratio ? a[2] : default;
        }

        var value = apply.Op.Evaluate([.. a.Select(static s => s.Value)]);
        return new(value, a.Select((s, i) => s.By == 0 || Partial(apply.Op, i, a, value) is not (var partial and not 0) ? 0 : s.By * partial).Sum());
    }

    // Computes a local partial without the clamps of generated code.
    private static double Partial(Op op, int index, DualNumber[] a, double value)
    {
        if (op == Functions.Pow || op == Functions.Sqrt)
        {
            var (x, e) = (a[0].Value, op == Functions.Sqrt ? 0.5 : a[1].Value);

            // 0 to any positive power stays 0, so the exponent has no effect.
            return index == 0 ? e * Math.Pow(x, e - 1) : value == 0 ? 0 : value * Math.Log(x);
        }

        Variable[] names = [.. a.Select(static (_, i) => new Variable($"a{i}", Level.Fixed))];
        var variables = names.Select((v, i) => (v.Name, a[i].Value)).Append(("value", value)).ToDictionary(static v => v.Item1, static v => v.Item2);
        return Interpreter.Evaluate(op.LocalPartials(names, new Variable("value", Level.Fixed))[index], variables);
    }
}

/// <summary>Value with its derivative (By) by the logit of one pixel.</summary>
internal readonly record struct DualNumber(double Value, double By);
