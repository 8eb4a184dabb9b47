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

    /// <summary>Returns the stages with <see cref="RegionOps.Ratio"/> in the place of quotients that have a limit other than 0.</summary>
    /// <param name="spec">The loss.</param>
    /// <param name="stages">Its stages as simplified, each after those that it reads.</param>
    public static IReadOnlyList<Stage> Insert(LossSpec spec, IReadOnlyList<Stage> stages)
    {
        var limits = new QuotientLimits(spec);
        return [.. stages.Select(limits.Insert)];
    }

    /// <summary>Returns the quotients of regions that can be 0/0 as they are written, each with its stage and the cases in which it is.</summary>
    public static IEnumerable<(Stage Stage, Apply Quotient, IReadOnlyList<ZeroCase> Cases)> Find(LossSpec spec)
    {
        var limits = new QuotientLimits(spec);
        foreach (var stage in spec.Stages)
        {
            limits.Add(stage);
            foreach (var quotient in Substitution.Parts(stage.Body).OfType<Apply>().Where(static part => part.Op == Divide && part.Level.IsReduced()))
            {
                yield return (stage, quotient, limits.Cases(Simplifier.Simplify(quotient.Arguments[0]), Simplifier.Simplify(quotient.Arguments[1])));
            }
        }
    }

    private void Add(Stage stage)
    {
        stages[stage.Result] = stage;
        ranges.Add(stage);
    }

    private Stage Insert(Stage stage)
    {
        Add(stage);
        return stage with { Body = Substitution.Replace(stage.Body, part => part is Apply { Op: var op } quotient && op == Divide ? WithLimit(quotient) : null) };
    }

    // Factors of the pixel and hyperparameters stay outside: w y (tp / (tp + fn)), not (w y tp) / (tp + fn).
    private Expr? WithLimit(Apply quotient)
    {
        var divisor = quotient.Arguments[1];
        if (!divisor.Level.IsReduced())
        {
            return null;
        }

        var factors = Monomial.From(quotient.Arguments[0]);
        var outside = factors.Where(static factor => !IsOfRegion(factor.Base)) with { Coefficient = 1 };
        var numerator = outside.Factors.Count == 0 ? quotient.Arguments[0] : factors.Where(static factor => IsOfRegion(factor.Base)).ToExpr();
        if (LimitOf(numerator, divisor) is not { } limit)
        {
            return null;
        }

        var ratio = new Apply(RegionOps.Ratio, numerator, divisor, limit);
        return outside.Factors.Count == 0 ? ratio : outside.ToExpr() * ratio;
    }

    private static bool IsOfRegion(Expr factor) => factor.Level.IsReduced();

    // Null if there is no limit other than 0: generated code returns 0 without being told.
    private Expr? LimitOf(Expr numerator, Expr divisor) => Choose(Cases(numerator, divisor)) is { } limit and not Constant { Value: 0 } ? limit : null;

    private IReadOnlyList<ZeroCase> Cases(Expr numerator, Expr divisor)
    {
        if (zeros.Of(divisor) is not { Count: > 0 } sets || ZeroSets.Unions([.. sets, .. InnerPoles(numerator), .. InnerPoles(divisor)]) is not { } unions)
        {
            return [];
        }

        List<ZeroCase> cases = [];
        foreach (var union in unions.Where(union => sets.Any(union.IsSupersetOf)).SelectMany(union => WithZerosOfPole(union, numerator, divisor)).ToList())
        {
            if (!cases.Exists(known => known.Zeros.SetEquals(union)) && LimitWhere(union, numerator, divisor) is { } limit)
            {
                cases.Add(new(union, limit));
            }
        }

        return [.. cases.OrderBy(static one => one.Zeros.Count)];
    }

    // A quotient inside a quotient may be 0/0 at the same time.
    private IEnumerable<HashSet<Variable>> InnerPoles(Expr expression) => Substitution.Parts(expression).OfType<Apply>()
        .Where(static part => part.Op == Divide || part.Op == RegionOps.Ratio).SelectMany(quotient => zeros.Of(quotient.Arguments[1]) ?? []);

    // Where the divisor is 0 and the numerator is not, there is a pole. Where the numerator is 0 as well, more variables are 0.
    private IEnumerable<HashSet<Variable>> WithZerosOfPole(HashSet<Variable> union, Expr numerator, Expr divisor)
    {
        var leading = absent.Where(union.Contains);
        return leading.Of(numerator) is { } above && leading.Of(divisor) is { } below && above.Order < below.Order && zeros.Of(above.Coefficient) is { } more
            ? more.Select(set => new HashSet<Variable>(union.Concat(set)))
            : [union];
    }

    // Null at a pole, where generated code returns 0. A limit that is not known is 0 too.
    private Expr? LimitWhere(HashSet<Variable> vanishing, Expr numerator, Expr divisor)
    {
        var leading = absent.Where(vanishing.Contains);
        return leading.Of(numerator) is not { } above || leading.Of(divisor) is not { IsZero: false } below || above.Order > below.Order ? 0
            : above.Order < below.Order ? null
            : Simplifier.Simplify(above.Coefficient / below.Coefficient);
    }

    // The largest set of variables that are all 0 decides. The smallest needs no condition: one of the sets is 0 wherever the divisor is.
    private static Expr? Choose(IReadOnlyList<ZeroCase> cases)
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
