using LossDsl.Generator.Calculus;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Lowering;

/// <summary>Differentiates, simplifies and shares: makes the plan of a loss.</summary>
internal static class Planner
{
    // People read "fpWeight * fp" more easily than a name for it.
    private const int SmallestForPeople = 4;

    public static LossPlan Lower(LossSpec spec)
    {
        var value = Simplifier.Simplify(spec.Formula);
        var byVariable = Differentiator.Differentiate(value, Adjoint.Upstream, static v => SoftCounts.All.Any(sum => sum.Result.Equals(v)));
        var sums = SoftCounts.All.Where(sum => LossPlan.Reads(value, sum.Result)).ToEquatableArray();
        List<Adjoint> adjoints =
        [
            .. sums.Where(sum => byVariable.ContainsKey(sum.Result)).Select(sum => new Adjoint(sum.Result, Adjoint.Of(sum.Result), Simplifier.Simplify(byVariable[sum.Result])))
                .Where(static adjoint => adjoint.Value is not Constant { Value: 0 }),
        ];

        var (gradProbs, coefficients) = PixelGradient.Of(sums, adjoints);
        var shared = new CommonSubexpressions([.. sums.Select(static s => s.Term), value, .. adjoints.Select(static a => a.Value)]);
        var (terms, pixelTemps) = shared.Share([.. sums.Select(static s => s.Term)]);
        var (values, valueTemps) = shared.Share([value]);
        var (adjointValues, adjointTemps) = shared.Share([.. adjoints.Select(static a => a.Value)]);
        var derivatives = Derivatives(value);
        var (derivativeValues, derivativeTemps) = new CommonSubexpressions(derivatives.Select(static d => d.Value), SmallestForPeople).Share([.. derivatives.Select(static d => d.Value)]);
        return new LossPlan(
            spec,
            pixelTemps,
            sums.Zip(terms, static (sum, term) => sum with { Term = term }).ToEquatableArray(),
            valueTemps,
            values[0],
            adjointTemps,
            adjoints.Zip(adjointValues, static (adjoint, shared) => adjoint with { Value = shared }).ToEquatableArray(),
            coefficients,
            gradProbs,
            derivativeTemps,
            derivatives.Zip(derivativeValues, static (derivative, shared) => derivative with { Value = shared }).ToEquatableArray());
    }

    // Without the upstream factor, and with the derivative by n left out: it is no choice of the network's.
    private static IReadOnlyList<Derivative> Derivatives(Expr value)
    {
        var byVariable = Differentiator.Differentiate(value, 1, static v => SoftCounts.All.Any(sum => sum.Result.Equals(v)));
        return [.. SoftCounts.All.Where(sum => byVariable.ContainsKey(sum.Result)).Select(sum => new Derivative(sum.Result, Simplifier.Simplify(byVariable[sum.Result])))];
    }
}
