using LossDsl.Generator.Formulas;
using LossDsl.Generator.Limits;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Analysis;

/// <summary>Finds quotients of regions that are 0/0 for a class that is absent, with the hyperparameters at their defaults, and states their values there.</summary>
internal static class ZeroQuotientCheck
{
    /// <summary>Returns a finding for each such quotient.</summary>
    public static IEnumerable<Finding> Check(LossSpec spec) =>
        from found in QuotientLimits.Find(spec)
        let cases = found.Cases.Where(one => one.Zeros.All(zero => Default(spec, zero) is null or 0)).Reverse().ToList()
        where cases.Count > 0
        select new Finding(FindingKind.ZeroQuotient, found.Stage.Result.Name, found.Quotient, null, [Describe(spec, cases)]);

    // The largest set of zeros decides, so it is named first: "1 where tp = fp = fn = 0, otherwise 0 where tp = fn = 0".
    private static string Describe(LossSpec spec, IReadOnlyList<ZeroCase> cases)
    {
        List<(string Value, ZeroCase Case)> values = [.. cases.Select(one => (Value(spec, one.Limit), one))];
        return values.Select(static v => v.Value).Distinct().Count() > 1
            ? string.Join(", otherwise ", values.Select(static v => $"{v.Value} where {Zeros(v.Case)}"))
            : $"{values[0].Value} where {string.Join(" or ", cases.Reverse().Where(one => !cases.Any(other => other.Zeros.IsProperSubsetOf(one.Zeros))).Select(Zeros))}";
    }

    private static string Zeros(ZeroCase one) => $"{string.Join(" = ", one.Zeros.Select(static v => v.Name))} = 0";

    private static string Value(LossSpec spec, Expr limit)
    {
        var value = Simplifier.Simplify(Substitution.Replace(limit, node => node is Variable variable && Default(spec, variable) is { } number ? number : (Expr?)null));
        return value is Constant { Value: var result } ? Numbers.ToDisplay(result) : $"a value that depends on {string.Join(" and ", Substitution.Variables(value).Select(static v => v.Name))}";
    }

    private static double? Default(LossSpec spec, Variable variable) => spec.Hyperparameters.FirstOrDefault(h => h.Variable.Equals(variable))?.Default;
}
