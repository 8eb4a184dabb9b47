using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Metadata;

/// <summary>Printer of expressions as LaTeX for math mode, used for the metadata of a loss.</summary>
internal sealed class LatexPrinter : ExprPrinter
{
    private static readonly HashSet<string> Greek = new(
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega",
    ], StringComparer.Ordinal);

    private static readonly HashSet<string> Counts = ["tp", "fp", "fn", "tn"];

    protected override Spelling Spell(Apply apply) => apply.Op.Latex;

    protected override string Spell(Variable variable) => variable switch
    {
        _ when variable.Equals(Quantities.Q) => "\\left(1 - p\\right)",
        _ when variable.Equals(Quantities.LogP) => "\\ln\\left(p\\right)",
        _ when variable.Equals(Quantities.LogQ) => "\\ln\\left(1 - p\\right)",
        _ when Counts.Contains(variable.Name) => $"\\mathrm{{{variable.Name.ToUpperInvariant()}}}",
        { Name: ['t', .. var digits] } when digits.Length > 0 && digits.All(char.IsDigit) => $"t_{{{digits}}}",
        { Name: var name } when Greek.Contains(name) => "\\" + name,
        { Name: { Length: 1 } name } => name,
        _ => $"\\mathrm{{{variable.Name.Replace("_", "\\_")}}}",
    };

    protected override string Spell(double constant) => Numbers.ToLatex(constant);

    protected override Precedence PrecedenceOf(string number) =>
        number.Contains("\\cdot") ? Precedence.Multiplicative : number.Contains("^") ? Precedence.Power : base.PrecedenceOf(number);

    protected override string Enclose(string text) => $"\\left({text}\\right)";
}
