using System.Text.RegularExpressions;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.Printing;

/// <summary>Prints expressions with as few parentheses as the notation allows. A notation says how it spells ops, variables and numbers.</summary>
internal abstract class ExprPrinter
{
    private static readonly Regex Placeholder = new(@"\{(?<index>\d)(:(?<need>[=>!]))?\}", RegexOptions.CultureInvariant);

    public string Print(Expr expression) => Print(expression, Precedence.Conditional);

    protected abstract Spelling Spell(Apply apply);

    protected abstract string Spell(Variable variable);

    protected abstract string Spell(double constant);

    /// <summary>How tightly a number binds.</summary>
    protected virtual Precedence PrecedenceOf(string number) => number[0] == '-' ? Precedence.Unary : Precedence.Primary;

    /// <summary>Encloses an expression that binds too loosely for its place.</summary>
    protected virtual string Enclose(string text) => $"({text})";

    /// <summary>Whether an argument has to be converted for its place.</summary>
    protected virtual bool MustWrap(Apply parent, Expr argument) => false;

    /// <summary>Converts an argument.</summary>
    protected virtual string Wrap(string argument) => argument;

    private string Print(Expr expression, Precedence needed)
    {
        var (text, precedence) = expression switch
        {
            Constant { Value: var number } => (Spell(number), PrecedenceOf(Spell(number))),
            Variable variable => (Spell(variable), Precedence.Primary),
            Apply apply => Print(apply),
            _ => throw new InvalidOperationException($"Unknown node {expression}."),
        };
        return precedence < needed ? Enclose(text) : text;
    }

    private (string Text, Precedence Precedence) Print(Apply apply)
    {
        var spelling = Spell(apply);
        var text = Placeholder.Replace(spelling.Template, match =>
        {
            var argument = apply.Arguments[match.Groups["index"].Value[0] - '0'];
            if (MustWrap(apply, argument))
            {
                return Wrap(Print(argument));
            }

            return Print(argument, match.Groups["need"].Value switch
            {
                "=" => spelling.Precedence,
                ">" => spelling.Precedence + 1,
                "!" => Precedence.Primary,
                _ => Precedence.Conditional,
            });
        });
        return (text, spelling.Precedence);
    }
}
