using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;
using static LossDsl.Generator.Formulas.Quantities;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// The gradient of a pixel from what reaches the quantities of its prediction, by the chain rule through the activation:
/// with s the log-odds of p, dp/ds = p q, d log p/ds = q and d log q/ds = -p, so that no quotient by p or q appears that was not there before.
/// Collected by what changes from pixel to pixel: for the soft counts this is (a (1 - y) + b y) p q, two numbers for each region, or the slope that an option puts in the place of y.
/// </summary>
internal sealed class GradientCollector
{
    private static readonly Monomial One = Monomial.One;
    private static readonly Monomial OfP = Monomial.From(P);
    private static readonly Monomial OfQ = Monomial.From(Q);
    private static readonly Monomial Slope = Monomial.From(TruePositiveSlope);
    private static readonly Monomial OppositeSlope = Monomial.From(Simplifier.Simplify(1 - TruePositiveSlope));

    private static readonly IReadOnlyDictionary<Variable, Monomial> LogOddsChain = new Dictionary<Variable, Monomial>
    {
        [P] = OfP.Times(OfQ),
        [Q] = OfP.Times(OfQ).Scale(-1),
        [LogP] = OfQ,
        [LogQ] = OfP.Scale(-1),
        [TruePositive] = Slope.Times(OfP).Times(OfQ),
        [FalsePositive] = OppositeSlope.Times(OfP).Times(OfQ),
        [FalseNegative] = Slope.Times(OfP).Times(OfQ).Scale(-1),
        [TrueNegative] = OppositeSlope.Times(OfP).Times(OfQ).Scale(-1),
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

    // What interpolates: a weight w, with w and 1 - w, each the side opposite the other.
    private static readonly IReadOnlyList<(Variable Weight, Factor Side, Factor Opposite)> Interpolations =
    [
        .. from weight in new[] { Y, TruePositiveSlope }
           let whole = new Factor(weight, 1)
           let rest = new Factor(Simplifier.Simplify(1 - weight), 1)
           from pair in new[] { (weight, whole, rest), (weight, rest, whole) }
           select pair,
    ];

    private readonly List<Step> coefficients = [];

    /// <summary>The gradient, and the steps that name its coefficients.</summary>
    public static (PixelGradient Gradient, IReadOnlyList<Step> Coefficients) Collect(IReadOnlyDictionary<Variable, IReadOnlyList<Expr>> adjoints)
    {
        var collector = new GradientCollector();
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

        // Multiplied out there may be fewer different terms, or more; the shorter form costs less at every pixel.
        var asWritten = ByPixel(terms);
        var multipliedOut = ByPixel([.. terms.SelectMany(Sum.Distribute)]);
        return Name(multipliedOut.Count < asWritten.Count ? multipliedOut : asWritten);
    }

    private static IReadOnlyList<(Monomial Pixel, Sum Coefficient)> ByPixel(IReadOnlyList<Monomial> terms) =>
    [
        .. terms
            .GroupBy(static term => Only(term, static level => level == Level.Pixel), static term => Only(term, static level => level != Level.Pixel), SameFactors.Instance)
            .Select(static group => (group.Key, Coefficient: Sum.Collect(group)))
            .Where(static group => group.Coefficient.Terms.Count > 0)
            .OrderBy(static group => group.Key.Factors.Count),
    ];

    private Expr Name(IReadOnlyList<(Monomial Pixel, Sum Coefficient)> groups)
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

    // a w + b (1 - w) in one operation. Not b + (a - b) w: where b is by far the larger, as in a mask without background, that loses the digits of a.
    private Monomial? Interpolate((Monomial Pixel, Sum Coefficient) group, List<(Monomial Pixel, Sum Coefficient)> others)
    {
        foreach (var (weight, side, opposite) in Interpolations.Where(pair => group.Pixel.Factors.Contains(pair.Side)))
        {
            var common = group.Pixel.Without(side);
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

    // A number stays as it is; what changes with the region is named, and brought to the pixels once.
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
