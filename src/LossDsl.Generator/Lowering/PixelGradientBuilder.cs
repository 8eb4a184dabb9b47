using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;
using static LossDsl.Generator.Formulas.Quantities;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// Builds the gradient of a pixel from the adjoints of the prediction inputs, by the chain rule through the activation.
/// With s the log-odds of p, dp/ds = p q, d log p/ds = q and d log q/ds = -p. The chain rule therefore adds no quotient by p or q.
/// Terms with the same pixel factors are collected: soft counts give (a (1 - y) + b y) p q with two coefficients a and b for each region.
/// An option can put another slope in the place of y (<see cref="Quantities.TruePositiveSlope"/>).
/// </summary>
internal sealed class PixelGradientBuilder
{
    private static readonly Monomial One = Monomial.One;
    private static readonly Monomial Probability = Monomial.From(P);
    private static readonly Monomial Complement = Monomial.From(Q);
    private static readonly Monomial Slope = Monomial.From(TruePositiveSlope);
    private static readonly Monomial OppositeSlope = Monomial.From(Simplifier.Simplify(1 - TruePositiveSlope));

    private static readonly IReadOnlyDictionary<Variable, Monomial> LogOddsChain = new Dictionary<Variable, Monomial>
    {
        [P] = Probability.Times(Complement),
        [Q] = Probability.Times(Complement).Scale(-1),
        [LogP] = Complement,
        [LogQ] = Probability.Scale(-1),
        [TruePositive] = Slope.Times(Probability).Times(Complement),
        [FalsePositive] = OppositeSlope.Times(Probability).Times(Complement),
        [FalseNegative] = Slope.Times(Probability).Times(Complement).Scale(-1),
        [TrueNegative] = OppositeSlope.Times(Probability).Times(Complement).Scale(-1),
    };

    private static readonly IReadOnlyDictionary<Variable, Monomial> ProbabilityChain = new Dictionary<Variable, Monomial>
    {
        [P] = One,
        [Q] = One.Scale(-1),
        [LogP] = new(1, [new(new Apply(Functions.ClampPositive, P), -1)]),
        [LogQ] = new(-1, [new(new Apply(Functions.ClampPositive, Q), -1)]),
        [TruePositive] = Slope,
        [FalsePositive] = OppositeSlope,
        [FalseNegative] = Slope.Scale(-1),
        [TrueNegative] = OppositeSlope.Scale(-1),
    };

    private static readonly IReadOnlyDictionary<Variable, Monomial> InputChain = new Dictionary<Variable, Monomial> { [X] = One };

    // Each weight w twice: as w opposite 1 - w, and as 1 - w opposite w.
    private static readonly IReadOnlyList<(Variable Weight, Factor Side, Factor Opposite)> Interpolations =
    [
        .. from weight in new[] { Y, TruePositiveSlope }
           let whole = new Factor(weight, 1)
           let rest = new Factor(Simplifier.Simplify(1 - weight), 1)
           from pair in new[] { (weight, whole, rest), (weight, rest, whole) }
           select pair,
    ];

    private readonly List<Step> coefficients = [];

    /// <summary>Builds the gradient by log-odds, by p and by the raw logit.</summary>
    /// <param name="adjoints">For each prediction input, the terms whose sum is its adjoint, as <see cref="AdjointPropagation.Propagate(IReadOnlyList{Stage})"/> returns them.</param>
    /// <returns>The gradient, and the steps that name its coefficients: each a region value that is broadcast to the pixels once.</returns>
    public static (PixelGradient Gradient, IReadOnlyList<Step> Coefficients) Collect(IReadOnlyDictionary<Variable, IReadOnlyList<Expr>> adjoints)
    {
        var collector = new PixelGradientBuilder();
        var gradient = new PixelGradient(
            collector.Chain(adjoints, LogOddsChain),
            collector.Chain(adjoints, ProbabilityChain),
            collector.Chain(adjoints, InputChain));
        return (gradient, collector.coefficients);
    }

    private Expr? Chain(IReadOnlyDictionary<Variable, IReadOnlyList<Expr>> adjoints, IReadOnlyDictionary<Variable, Monomial> chain)
    {
        List<Monomial> terms =
        [
            .. from adjoint in adjoints
               where chain.ContainsKey(adjoint.Key)
               from part in adjoint.Value
               from term in Sum.From(part).Terms
               select term.Times(chain[adjoint.Key]).AbsorbSlopes(),
        ];
        if (terms.Count == 0)
        {
            return null;
        }

        // Multiplying out can make fewer groups or more. Each group costs operations at every pixel, so the form with fewer is taken.
        var asWritten = GroupByPixelFactors(terms);
        var multipliedOut = GroupByPixelFactors([.. terms.SelectMany(Sum.Distribute)]);
        return Combine(multipliedOut.Count < asWritten.Count ? multipliedOut : asWritten);
    }

    private static IReadOnlyList<(Monomial Pixel, Sum Coefficient)> GroupByPixelFactors(IReadOnlyList<Monomial> terms) =>
    [
        .. terms
            .GroupBy(static term => Only(term, static level => level == Level.Pixel), static term => Only(term, static level => level != Level.Pixel), SameFactors.Instance)
            .Select(static group => (group.Key, Coefficient: Sum.Collect(group)))
            .Where(static group => group.Coefficient.Terms.Count > 0)
            .OrderBy(static group => group.Key.Factors.Count),
    ];

    private Expr Combine(IReadOnlyList<(Monomial Pixel, Sum Coefficient)> groups)
    {
        if (groups.Count == 0)
        {
            return 0;
        }

        List<(Monomial Pixel, Sum Coefficient)> left = [.. groups];
        List<Monomial> terms = [];
        while (left.Count > 0)
        {
            var group = left[0];
            left.RemoveAt(0);
            terms.Add(Interpolate(group, left) ?? Coefficient(group.Coefficient).Times(group.Pixel));
        }

        return new Sum(terms.ToEquatableArray()).FactorOut().ToExpr();
    }

    // a w + b (1 - w) is one op. The form b + (a - b) w would cancel: where b is by far the larger, as in a mask without background, it loses the significant digits of a.
    private Monomial? Interpolate((Monomial Pixel, Sum Coefficient) group, List<(Monomial Pixel, Sum Coefficient)> others)
    {
        foreach (var (weight, side, opposite) in Interpolations.Where(pair => group.Pixel.Factors.Contains(pair.Side)))
        {
            var common = group.Pixel.Remove(side);
            var index = others.FindIndex(other => other.Pixel.HasSameFactors(common.Times(new(1, [opposite]))));
            if (index >= 0)
            {
                var (here, there) = (Coefficient(group.Coefficient).ToExpr(), Coefficient(others[index].Coefficient).ToExpr());
                others.RemoveAt(index);
                return Monomial.From(side.Base == weight ? new Apply(Functions.Lerp, there, here, weight) : new Apply(Functions.Lerp, here, there, weight)).Times(common);
            }
        }

        return null;
    }

    // A constant stays in the expression. A region value becomes a named step, so that it is broadcast to the pixels only once.
    private Monomial Coefficient(Sum coefficient)
    {
        var value = coefficient.ToExpr();
        if (value.Level == Level.Fixed)
        {
            return Monomial.From(value);
        }

        var known = coefficients.FirstOrDefault(step => step.Term.Equals(value));
        if (known is null)
        {
            known = new(new(Letter(coefficients.Count), Level.Pixel), StepKind.Assign, value);
            coefficients.Add(known);
        }

        return Monomial.From(known.Result);
    }

    private static string Letter(int index) => index < 15 ? ((char)('a' + index)).ToString() : $"a{index}";

    private static Monomial Only(Monomial term, Func<Level, bool> isWanted) => new(
        isWanted(Level.Fixed) ? term.Coefficient : 1,
        term.Factors.Where(f => isWanted(f.Base.Level)).ToEquatableArray());

    private sealed class SameFactors : IEqualityComparer<Monomial>
    {
        public static readonly SameFactors Instance = new();

        public bool Equals(Monomial? x, Monomial? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.HasSameFactors(y));

        public int GetHashCode(Monomial monomial) => monomial.Factors.Aggregate(0, static (hash, factor) => hash ^ factor.GetHashCode());
    }
}
