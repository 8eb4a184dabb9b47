using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Analysis;

/// <summary>A point as people read it.</summary>
internal static class PointText
{
    /// <summary>The values of what an expression reads, e.g. <c>tp = 0, smooth = 0</c>.</summary>
    public static string Describe(ProbeValues evaluation, Expr expression, int pixel)
    {
        var variables = Substitution.Variables(expression).Select(Shown).Distinct().Where(evaluation.Has);
        return string.Join(", ", variables.Select(v => $"{(v.Level == Level.Fixed ? v.Name : Names.FromLocal(v.Name))} = {Numbers.ToDisplay(Rounded(evaluation[v, pixel]))}"));
    }

    /// <summary>The prediction of a pixel, and what the formula reads.</summary>
    public static string Describe(ProbeValues evaluation, LossSpec spec, int pixel)
    {
        var body = spec.Formula.Body is Variable { Name: Stage.Reduced } ? spec.Stages[spec.Stages.Count - 2].Body : spec.Formula.Body;
        return Describe(evaluation, new Apply(Functions.Max, Quantities.P, body), pixel);
    }

    // p, q, log p and log q are one quantity for people.
    private static Variable Shown(Variable variable) => variable.Equals(Quantities.Q) || variable.Equals(Quantities.LogP) || variable.Equals(Quantities.LogQ) ? Quantities.P : variable;

    /// <summary>To four digits.</summary>
    public static double Rounded(double value) => Numbers.TryParse(value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture), out var rounded) ? rounded : value;
}
