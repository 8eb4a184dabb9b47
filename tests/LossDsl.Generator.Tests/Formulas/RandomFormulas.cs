using CsCheck;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Tests.Formulas;

/// <summary>Formulas at random, the same at every run.</summary>
internal static class RandomFormulas
{
    /// <summary>What the formulas read.</summary>
    public static IReadOnlyList<Variable> Variables => Quantities;

    private static readonly Variable[] Quantities =
        [.. Generator.Formulas.Quantities.RegionParameters, new("alpha", Level.Fixed), new("beta", Level.Fixed), new("smooth", Level.Fixed)];

    private static readonly double[] Numbers = [0, 1, 2, 3, 0.5, -1, 10, 0.25];

    private static readonly Op[] Polynomials = [Arithmetic.Add, Arithmetic.Subtract, Arithmetic.Multiply, Arithmetic.Negate, Functions.Square];

    private static readonly Op[] Rational = [.. Polynomials, Arithmetic.Divide];

    // Without those that no formula has, only derivatives.
    private static readonly Op[] Values = [.. Arithmetic.Rows, .. Functions.Rows.Except([Functions.ClampPositive, Functions.PowSlope, Functions.Lerp])];

    /// <summary>Sums, products and quotients.</summary>
    public static IEnumerable<Expr> OfArithmetic(int count) => Of(Rational, Quantities, count);

    /// <summary>Everything, with choices between values.</summary>
    public static IEnumerable<Expr> OfAll(int count) => Of([.. Values, Conditions.Select], Quantities, count);

    /// <summary>Random formulas of a pixel: sums and products of labels and probabilities, choices between them, and functions that magnify small numbers.</summary>
    public static IEnumerable<Expr> OfPixels(int count) => Of(
        [.. Polynomials, .. Polynomials, Conditions.Select, Functions.Max, Functions.Min, Functions.Abs, Functions.Sqrt, Functions.Pow, Functions.Log, Functions.Stop, Arithmetic.Divide],
        [Generator.Formulas.Quantities.P, Generator.Formulas.Quantities.Y, new("alpha", Level.Fixed)],
        count);

    /// <summary>Losses as people write them: of counts, or of pixels reduced to counts of their own.</summary>
    public static IEnumerable<IReadOnlyList<Stage>> OfLosses(int count)
    {
        Variable[] numbers = [new("alpha", Level.Fixed), new("smooth", Level.Fixed)];
        Variable[] ofPixel = [Generator.Formulas.Quantities.P, Generator.Formulas.Quantities.Y, .. numbers];
        StageKind[] kinds = [StageKind.PixelSum, StageKind.PixelMean, StageKind.PixelMax, StageKind.PixelSum];
        var ofPixels = Of([.. Values, Arithmetic.Multiply, Arithmetic.Subtract], ofPixel, count).GetEnumerator();
        var others = Of(Polynomials, ofPixel, count).GetEnumerator();
        var ofRegions = Of([.. Values, .. Rational, .. Rational, .. Rational, Conditions.Select], [.. Generator.Formulas.Quantities.RegionParameters.Except([Generator.Formulas.Quantities.ClassWeight]), .. numbers, new("first", Level.Region), new("second", Level.Region)], count).GetEnumerator();
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

    /// <summary>Everything, of hyperparameters alone.</summary>
    public static IEnumerable<Expr> OfNumbers(int count) => Of([.. Values, Conditions.Select], [.. Quantities.Where(static q => q.Level == Level.Fixed)], count);

    /// <summary>A value for every variable: positive, and of several orders of magnitude.</summary>
    public static IReadOnlyDictionary<string, double> Point(int seed)
    {
        var random = new Random(seed);
        return Quantities.ToDictionary(static q => q.Name, _ => Math.Round(Math.Pow(10, (random.NextDouble() * 4) - 1), 6));
    }

    /// <summary>A prediction, a label (0, 1 or between) and a hyperparameter.</summary>
    public static IReadOnlyDictionary<string, double> PixelPoint(int seed)
    {
        var random = new Random(seed);
        var (p, y) = (random.NextDouble(), seed % 3 == 2 ? random.NextDouble() : seed % 3);
        return new Dictionary<string, double> { ["p"] = p, ["q"] = 1 - p, ["logP"] = Math.Log(p), ["logQ"] = Math.Log(1 - p), ["y"] = y, ["alpha"] = random.NextDouble() };
    }

    // Small ones first, so that the first to fail is a small one.
    private static IEnumerable<Expr> Of(Op[] ops, Variable[] variables, int count)
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
