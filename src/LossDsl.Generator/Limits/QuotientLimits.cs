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
        (zeros, absent) = (new(ranges), new(stages, spec.Inputs));
    }

    /// <summary>Returns the stages with <see cref="RegionOps.Ratio"/> in the place of quotients that have a limit other than 0.</summary>
    /// <param name="spec">The loss.</param>
    /// <param name="stages">Its stages as simplified, each after those that it reads.</param>
    public static IReadOnlyList<Stage> Insert(LossSpec spec, IReadOnlyList<Stage> stages)
    {
        var limits = new QuotientLimits(spec);
        return [.. stages.Select(limits.Insert)];
    }

    /// <summary>Returns a function that inserts the limits into parts of a loss as they are written, so that they have the values of the compiled loss.</summary>
    public static Func<Expr, Expr> Inserter(LossSpec spec)
    {
        var limits = new QuotientLimits(spec);
        foreach (var stage in spec.Stages)
        {
            limits.Add(stage);
        }

        return limits.Insert;
    }

    /// <summary>Returns the quotients of regions that can be 0/0 as they are written, each with its stage and the cases in which it is.</summary>
    public static IEnumerable<(Stage Stage, Apply Quotient, IReadOnlyList<ZeroCase> Cases)> Find(LossSpec spec)
    {
        var (limits, simplify) = (new QuotientLimits(spec), Simplifier.Memoized());
        foreach (var stage in spec.Stages)
        {
            limits.Add(stage);
            foreach (var quotient in Substitution.Parts(stage.Body).OfType<Apply>().Where(static part => part.Op == Divide && part.Level.IsReduced()))
            {
                yield return (stage, quotient, limits.Cases(simplify(quotient.Arguments[0]), simplify(quotient.Arguments[1])));
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
        return stage with { Body = Insert(stage.Body) };
    }

    private Expr Insert(Expr body) => Substitution.Replace(body, part => part is Apply { Op: var op } quotient && op == Divide ? WithLimit(quotient) : null);

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
    private Expr? LimitOf(Expr numerator, Expr divisor) => Choose(zeros.Of(divisor) ?? [], Cases(numerator, divisor)) is var limit and not Constant { Value: 0 } ? limit : null;

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

    // Null where the divisor alone is 0. An infinite limit, and one that is not known, is 0.
    private Expr? LimitWhere(HashSet<Variable> vanishing, Expr numerator, Expr divisor)
    {
        var leading = absent.Where(vanishing.Contains);
        return leading.Of(numerator) is not { } above || leading.Of(divisor) is not { IsZero: false } below ? 0
            : above.Order < below.Order ? above.Order > 0 ? 0 : null
            : above.Order > below.Order ? 0
            : Simplifier.Simplify(above.Coefficient / below.Coefficient) is var limit && (limit.Level <= numerator.Level || limit.Level <= divisor.Level) ? limit

            // A limit that differs from class to class is none of the image.
            : 0;
    }

    // The largest set of variables that are all 0 decides. Variables of all sets of the divisor are 0 wherever the divisor is, and need no condition.
    private static Expr Choose(IReadOnlyList<HashSet<Variable>> sets, IReadOnlyList<ZeroCase> cases)
    {
        var certain = sets.Count == 0 ? [] : sets.Aggregate(static (all, next) => [.. all.Intersect(next)]);
        return cases.Aggregate((Expr)0, (smaller, one) => one.Limit.Equals(smaller) ? smaller : Choose(one.Zeros.Except(certain), one.Limit, smaller));
    }

    private static Expr Choose(IEnumerable<Variable> zeros, Expr limit, Expr otherwise) => zeros.OrderBy(static v => v.Name, StringComparer.Ordinal).Select(static v => (Expr)new Apply(Conditions.Equal, v, 0)).ToList() is { Count: > 0 } conditions
        ? Conditions.Choose(conditions.Aggregate(static (all, next) => new Apply(Conditions.And, all, next)), limit, otherwise)
        : limit;
}
