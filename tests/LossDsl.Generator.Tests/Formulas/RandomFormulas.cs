using CsCheck;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Tests.Formulas;

/// <summary>Generates random formulas, the same in every run, with small ones first.</summary>
internal static class RandomFormulas
{
    /// <summary>Variables that the formulas of regions read: soft counts and hyperparameters.</summary>
    public static IReadOnlyList<Variable> Variables => Quantities;

    private static readonly Variable[] Quantities =
        [.. Generator.Formulas.Quantities.RegionParameters, new("alpha", Level.Fixed), new("beta", Level.Fixed), new("smooth", Level.Fixed)];

    private static readonly double[] Numbers = [0, 1, 2, 3, 0.5, -1, 10, 0.25];

    private static readonly Op[] Polynomials = [Arithmetic.Add, Arithmetic.Subtract, Arithmetic.Multiply, Arithmetic.Negate, Functions.Square];

    private static readonly Op[] Rational = [.. Polynomials, Arithmetic.Divide];

    // Without the ops that occur only in derivatives and rewritten formulas.
    private static readonly Op[] Values = [.. Arithmetic.Rows, .. Functions.Rows.Except([Functions.ClampPositive, Functions.PowSlope, Functions.Lerp])];

    /// <summary>Returns formulas of regions with sums, products and quotients.</summary>
    public static IEnumerable<Expr> OfArithmetic(int count) => Generate(Rational, Quantities, count);

    /// <summary>Returns formulas of regions with every function, and with choices between values.</summary>
    public static IEnumerable<Expr> OfAll(int count) => Generate([.. Values, Conditions.Select], Quantities, count);

    /// <summary>Returns formulas of pixels: sums and products of labels and probabilities, choices between them, and functions that magnify small numbers.</summary>
    public static IEnumerable<Expr> OfPixels(int count) => Generate(
        [.. Polynomials, .. Polynomials, Conditions.Select, Functions.Max, Functions.Min, Functions.Abs, Functions.Sqrt, Functions.Pow, Functions.Log, Functions.Stop, Arithmetic.Divide],
        [Generator.Formulas.Quantities.P, Generator.Formulas.Quantities.Y, new("alpha", Level.Fixed)],
        count);

    /// <summary>Returns the stages of losses like those that people write: functions of soft counts, or of pixels reduced to region values.</summary>
    public static IEnumerable<IReadOnlyList<Stage>> OfLosses(int count)
    {
        Variable[] numbers = [new("alpha", Level.Fixed), new("smooth", Level.Fixed)];
        Variable[] ofPixel = [Generator.Formulas.Quantities.P, Generator.Formulas.Quantities.Y, .. numbers];
        StageKind[] kinds = [StageKind.PixelSum, StageKind.PixelMean, StageKind.PixelMax, StageKind.PixelSum];
        var ofPixels = Generate([.. Values, Arithmetic.Multiply, Arithmetic.Subtract], ofPixel, count).GetEnumerator();
        var others = Generate(Polynomials, ofPixel, count).GetEnumerator();
        var ofRegions = Generate([.. Values, .. Rational, .. Rational, .. Rational, Conditions.Select], [.. Generator.Formulas.Quantities.RegionParameters.Except([Generator.Formulas.Quantities.ClassWeight]), .. numbers, new("first", Level.Region), new("second", Level.Region)], count).GetEnumerator();
        for (var i = 0; ofPixels.MoveNext() && others.MoveNext() && ofRegions.MoveNext(); i++)
        {
            Stage[] stages =
            [
                new(new("first", Level.Region), kinds[i % 4], ofPixels.Current),
                new(new("second", Level.Region), kinds[i % 4], others.Current),
                new(new("L", Level.Region), StageKind.Formula, ofRegions.Current),
            ];
            yield return [.. stages.Where(stage => stage.Kind == StageKind.Formula || stages[2].Body.Reads(stage.Result))];
        }
    }

    /// <summary>Returns formulas of hyperparameters alone, with every function and choices.</summary>
    public static IEnumerable<Expr> OfNumbers(int count) => Generate([.. Values, Conditions.Select], [.. Quantities.Where(static q => q.Level == Level.Fixed)], count);

    /// <summary>Returns a positive value for every variable of a formula of regions, from 0.1 to 1000.</summary>
    public static IReadOnlyDictionary<string, double> Point(int seed)
    {
        var random = new Random(seed);
        return Quantities.ToDictionary(static q => q.Name, _ => Math.Round(Math.Pow(10, (random.NextDouble() * 4) - 1), 6));
    }

    /// <summary>Returns values for a formula of pixels: p, q and their logarithms, a hard or soft label, and a hyperparameter.</summary>
    public static IReadOnlyDictionary<string, double> PixelPoint(int seed)
    {
        var random = new Random(seed);
        var (p, y) = (random.NextDouble(), seed % 3 == 2 ? random.NextDouble() : seed % 3);
        return new Dictionary<string, double> { ["p"] = p, ["q"] = 1 - p, ["logP"] = Math.Log(p), ["logQ"] = Math.Log(1 - p), ["y"] = y, ["alpha"] = random.NextDouble() };
    }

    // The depth grows with the index, so that the first formula to fail is a small one.
    private static IEnumerable<Expr> Generate(Op[] ops, Variable[] variables, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var depth = 1 + (5 * i / count);
            yield return Tree(ops, variables, depth).Generate(new PCG((uint)i, 1), null, out _);
        }
    }

    private static Gen<Expr> Tree(Op[] ops, Variable[] variables, int depth)
    {
        var leaf = Gen.Frequency<Expr>(
            (3, Gen.OneOf(variables).Select(static v => (Expr)v)),
            (1, Gen.OneOf(Numbers).Select(static n => (Expr)n)));
        if (depth == 0)
        {
            return leaf;
        }

        var argument = Tree(ops, variables, depth - 1);
        var apply = Gen.OneOf(ops).SelectMany(op => op == Conditions.Select
            ? Gen.Select(Condition(argument), argument, argument, static (c, a, b) => Conditions.Choose(c, a, b))
            : argument.Array[op.Arity].Select(a => (Expr)new Apply(op, a.ToEquatableArray())));
        return Gen.Frequency<Expr>((1, leaf), (5, apply));
    }

    private static Gen<Expr> Condition(Gen<Expr> argument)
    {
        var comparison = Gen.Select(Gen.OneOf(Conditions.Less, Conditions.LessOrEqual, Conditions.Greater, Conditions.GreaterOrEqual, Conditions.Equal, Conditions.NotEqual), argument, argument, static (op, a, b) => (Expr)new Apply(op, a, b));
        var logic = Gen.Select(Gen.OneOf(Conditions.And, Conditions.Or), comparison, comparison, static (op, a, b) => (Expr)new Apply(op, a, b));
        return Gen.Frequency<Expr>((4, comparison), (1, logic), (1, comparison.Select(static c => (Expr)new Apply(Conditions.Not, c))));
    }
}
