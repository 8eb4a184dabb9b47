using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Analysis;

/// <summary>Formats the input of a counterexample for messages, e.g. <c>tp = 0, smooth = 0</c>.</summary>
internal static class CounterexampleText
{
    /// <summary>Formats the variables that an expression reads, with their values at a pixel.</summary>
    public static string Describe(ProbeValues evaluation, Expr expression, int pixel)
    {
        var variables = Substitution.Variables(expression).Select(Shown).Distinct().Where(evaluation.Has);
        return string.Join(", ", variables.Select(v => $"{(v.Level == Level.Fixed ? v.Name : Names.FromLocal(v.Name))} = {Display(evaluation[v, pixel])}"));
    }

    /// <summary>Formats the prediction of a pixel, and the variables that the formula of a loss reads.</summary>
    public static string Describe(ProbeValues evaluation, LossSpec spec, int pixel)
    {
        var body = spec.Formula.Body is Variable { Name: Stage.ReducedName } ? spec.Stages[spec.Stages.Count - 2].Body : spec.Formula.Body;

        // The op has no meaning here: it puts p before the variables of the body.
        return Describe(evaluation, new Apply(Functions.Max, Quantities.P, body), pixel);
    }

    // Messages show p in place of q, log p and log q.
    private static Variable Shown(Variable variable) => variable.Equals(Quantities.Q) || variable.Equals(Quantities.LogP) || variable.Equals(Quantities.LogQ) ? Quantities.P : variable;

    /// <summary>Formats a value with four significant digits.</summary>
    public static string Display(double value) => Numbers.ToDisplay(RoundToFourDigits(value));

    /// <summary>Rounds a value to four significant digits.</summary>
    public static double RoundToFourDigits(double value) => Numbers.TryParse(value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture), out var rounded) ? rounded : value;
}
