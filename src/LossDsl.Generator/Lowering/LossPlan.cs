using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// A loss as passes: sums over the pixels of each region, the value of each region from the sums, and on the way back the adjoint of each sum
/// and the gradient of each pixel from the adjoints. Every backend prints this plan.
/// </summary>
/// <param name="Spec">What the plan was made from.</param>
/// <param name="PixelTemps">Intermediate results of each pixel, in the order of their need.</param>
/// <param name="Sums">Pass over the pixels: what is summed over each region.</param>
/// <param name="ValueTemps">Intermediate results of each region, in the order of their need.</param>
/// <param name="Value">The value of each region.</param>
/// <param name="AdjointTemps">Intermediate results that only the adjoints need.</param>
/// <param name="Adjoints">The derivative by each sum, times <see cref="Adjoint.Upstream"/>.</param>
/// <param name="Coefficients">What the adjoints amount to for a pixel: numbers of each region.</param>
/// <param name="GradProbs">Pass over the pixels: dL/dp from the coefficients.</param>
/// <param name="DerivativeTemps">For people: what the derivatives have in common.</param>
/// <param name="Derivatives">For people: the derivative of the value by each sum.</param>
internal sealed record LossPlan(
    LossSpec Spec,
    EquatableArray<Temp> PixelTemps,
    EquatableArray<PixelSum> Sums,
    EquatableArray<Temp> ValueTemps,
    Expr Value,
    EquatableArray<Temp> AdjointTemps,
    EquatableArray<Adjoint> Adjoints,
    EquatableArray<Temp> Coefficients,
    Expr GradProbs,
    EquatableArray<Temp> DerivativeTemps,
    EquatableArray<Derivative> Derivatives)
{
    /// <summary>Whether a pass reads the quantity.</summary>
    public bool Reads(Variable quantity) =>
        PixelTemps.Concat(ValueTemps).Concat(AdjointTemps).Select(static temp => temp.Value)
            .Concat(Sums.Select(static sum => sum.Term))
            .Concat(Adjoints.Select(static adjoint => adjoint.Value))
            .Concat([Value, GradProbs])
            .Any(expression => Reads(expression, quantity));

    public static bool Reads(Expr expression, Variable quantity) =>
        expression.Equals(quantity) || (expression is Apply apply && apply.Arguments.Any(argument => Reads(argument, quantity)));
}

/// <summary>A quantity of a region: the sum of a term over its pixels.</summary>
internal sealed record PixelSum(Variable Result, Expr Term);

/// <summary>The derivative of what is differentiated by a sum.</summary>
internal sealed record Adjoint(Variable Sum, Variable Variable, Expr Value)
{
    /// <summary>The derivative of what is differentiated by the value of each region.</summary>
    public static readonly Variable Upstream = new("upstream", Level.Region);

    /// <summary>The adjoint of <c>tp</c> is <c>dTp</c>.</summary>
    public static Variable Of(Variable sum) => new("d" + char.ToUpperInvariant(sum.Name[0]) + sum.Name.Substring(1), Level.Region);
}

/// <summary>The derivative of a formula by one of its quantities.</summary>
internal sealed record Derivative(Variable By, Expr Value);
