using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Metadata;

/// <summary>Formulas as LaTeX, for math mode.</summary>
internal sealed class LatexPrinter : ExprPrinter
{
    private static readonly HashSet<string> Greek = new(
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega",
    ], StringComparer.Ordinal);

    protected override Spelling Spell(Apply apply) => apply.Op.Latex;

    protected override string Spell(Variable variable) => variable switch
    {
        { Kind: Level.Region, Name: "n" } => "n",
        { Kind: Level.Region } when variable.Name.Skip(1).All(char.IsDigit) => $"{variable.Name[0]}_{{{variable.Name.Substring(1)}}}",
        { Kind: Level.Region } => $"\\mathrm{{{variable.Name.ToUpperInvariant()}}}",
        { Name: var name } when Greek.Contains(name) => "\\" + name,
        { Name: { Length: 1 } name } => name,
        _ => $"\\mathrm{{{variable.Name.Replace("_", "\\_")}}}",
    };

    protected override string Spell(double constant) => Numbers.ToLatex(constant);

    protected override Precedence PrecedenceOf(string number) =>
        number.Contains("\\cdot") ? Precedence.Multiplicative : number.Contains("^") ? Precedence.Power : base.PrecedenceOf(number);

    protected override string Enclose(string text) => $"\\left({text}\\right)";
}
