using System.Text.RegularExpressions;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.Printing;

/// <summary>Printer of expressions with as few parentheses as precedence allows. Subclasses define a notation: the spellings of ops, variables and numbers.</summary>
internal abstract class ExprPrinter
{
    private static readonly Regex Placeholder = new(@"\{(?<index>\d)(:(?<need>[=>!]))?\}", RegexOptions.CultureInvariant);

    /// <summary>Returns the text of an expression, without parentheses around the whole.</summary>
    public string Print(Expr expression) => Print(expression, Precedence.Conditional);

    /// <summary>Returns the text of an expression as an operand of a member access: in parentheses unless the text is a name, a number or a call.</summary>
    public string PrintPrimary(Expr expression) => Print(expression, Precedence.Primary);

    /// <summary>Returns the template and the precedence of an op.</summary>
    protected abstract Spelling Spell(Apply apply);

    /// <summary>Returns the text of a variable, which is taken as a primary expression.</summary>
    protected abstract string Spell(Variable variable);

    /// <summary>Returns the text of a number.</summary>
    protected abstract string Spell(double constant);

    /// <summary>Returns the precedence of a number's text: a sign in front binds more loosely than digits alone.</summary>
    protected virtual Precedence PrecedenceOf(string number) => number[0] == '-' ? Precedence.Unary : Precedence.Primary;

    /// <summary>Returns the text in parentheses, for an expression that binds too loosely for its place.</summary>
    protected virtual string Enclose(string text) => $"({text})";

    /// <summary>Whether an argument needs a conversion, as a region value does that meets pixels.</summary>
    protected virtual bool MustWrap(Apply parent, Expr argument) => false;

    /// <summary>Returns the text of an argument with its conversion.</summary>
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
