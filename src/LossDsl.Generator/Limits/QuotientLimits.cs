using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Limits;

/// <summary>
/// Gives each quotient of regions its value at 0/0: the limit in which the absent class is tiny and perfectly predicted (<see cref="AbsentClass"/>). A limit does not depend on
/// how a formula is written, so that rewriting keeps it. A quotient whose limit is 0, infinite or unknown stays as it is: generated code returns 0 there.
/// </summary>
internal sealed class QuotientLimits
{
    private readonly Dictionary<Variable, Stage> stages = [];
    private readonly Ranges ranges;
    private readonly ZeroSets zeros;
    private readonly AbsentClass absent;

    private QuotientLimits(LossSpec spec)
    {
        ranges = new(spec);
        (zeros, absent) = (new(ranges), new(stages));
    }

    /// <summary>Returns the stages with <see cref="Functions.Ratio"/> in the place of quotients that have a limit other than 0.</summary>
    /// <param name="spec">The loss.</param>
    /// <param name="stages">Its stages as simplified, each after those that it reads.</param>
    public static IReadOnlyList<Stage> Insert(LossSpec spec, IReadOnlyList<Stage> stages)
    {
        var limits = new QuotientLimits(spec);
        return [.. stages.Select(limits.Insert)];
    }

    private Stage Insert(Stage stage)
    {
        stages[stage.Result] = stage;
        ranges.Add(stage);
        return stage with { Body = Substitution.Replace(stage.Body, part => part is Apply { Op: var op } quotient && op == Divide ? WithLimit(quotient) : null) };
    }

    // A factor of the pixel stays outside: y (tp / (tp + fn)), not (y tp) / (tp + fn).
    private Expr? WithLimit(Apply quotient)
    {
        var divisor = quotient.Arguments[1];
        if (divisor.Level is not (Level.Region or Level.Image))
        {
            return null;
        }

        var factors = Monomial.From(quotient.Arguments[0]);
        var ofPixel = factors.Where(static factor => factor.Base.Level == Level.Pixel) with { Coefficient = 1 };
        var ofRegion = ofPixel.Factors.Count == 0 ? quotient.Arguments[0] : factors.Where(static factor => factor.Base.Level != Level.Pixel).ToExpr();
        if (Limit(ofRegion, divisor) is not { } limit || limit is Constant { Value: 0 })
        {
            return null;
        }

        var ratio = new Apply(Functions.Ratio, ofRegion, divisor, limit);
        return ofPixel.Factors.Count == 0 ? ratio : ofPixel.ToExpr() * ratio;
    }

    // Null if the divisor is never 0, or its zeros are not known.
    private Expr? Limit(Expr numerator, Expr divisor)
    {
        if (zeros.Of(divisor) is not { Count: > 0 } sets || ZeroSets.Unions([.. sets, .. InnerPoles(numerator), .. InnerPoles(divisor)]) is not { } unions)
        {
            return null;
        }

        List<(HashSet<Variable> Zeros, Expr Limit)> cases = [];
        foreach (var union in unions.Where(union => sets.Any(union.IsSupersetOf)).SelectMany(union => WithZerosOfPole(union, numerator, divisor)).ToList())
        {
            if (!cases.Exists(known => known.Zeros.SetEquals(union)))
            {
                cases.Add((union, LimitWhere(union, numerator, divisor) ?? 0));
            }
        }

        return Choose([.. cases.OrderBy(static one => one.Zeros.Count)]);
    }

    // A quotient inside a quotient may be 0/0 at the same time.
    private IEnumerable<HashSet<Variable>> InnerPoles(Expr expression) => Substitution.Parts(expression).OfType<Apply>()
        .Where(static part => part.Op == Divide || part.Op == Functions.Ratio).SelectMany(quotient => zeros.Of(quotient.Arguments[1]) ?? []);

    // Where the divisor is 0 and the numerator is not, there is a pole. Where the numerator is 0 as well, more variables are 0.
    private IEnumerable<HashSet<Variable>> WithZerosOfPole(HashSet<Variable> union, Expr numerator, Expr divisor)
    {
        var leading = absent.Where(union.Contains);
        return leading.Of(numerator) is { } above && leading.Of(divisor) is { } below && above.Order < below.Order && zeros.Of(above.Coefficient) is { } more
            ? more.Select(set => new HashSet<Variable>(union.Concat(set)))
            : [union];
    }

    private Expr? LimitWhere(HashSet<Variable> vanishing, Expr numerator, Expr divisor)
    {
        var leading = absent.Where(vanishing.Contains);
        return leading.Of(numerator) is not { } above || leading.Of(divisor) is not { IsZero: false } below || above.Order < below.Order ? null
            : above.Order > below.Order ? 0
            : Simplifier.Simplify(above.Coefficient / below.Coefficient);
    }

    // The largest set of variables that are all 0 decides. The smallest needs no condition: one of the sets is 0 wherever the divisor is.
    private static Expr? Choose(IReadOnlyList<(HashSet<Variable> Zeros, Expr Limit)> cases)
    {
        if (cases.Count == 0)
        {
            return null;
        }

        var always = cases.Select(static one => (IEnumerable<Variable>)one.Zeros).Aggregate(static (all, next) => all.Intersect(next)).ToList();
        return cases.Skip(1).Aggregate(cases[0].Limit, (smaller, one) => one.Limit.Equals(smaller) ? smaller : Conditions.Choose(
            one.Zeros.Except(always).OrderBy(static v => v.Name, StringComparer.Ordinal).Select(static v => (Expr)new Apply(Conditions.Equal, v, 0)).Aggregate(static (all, next) => new Apply(Conditions.And, all, next)),
            one.Limit,
            smaller));
    }
}
