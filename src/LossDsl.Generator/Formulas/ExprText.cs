using LossDsl.Generator.Text;

namespace LossDsl.Generator.Formulas;

/// <summary>Expressions as text that reads back: <c>(add tp (multiply 2 fp))</c>. For formulas that travel in the metadata of an assembly.</summary>
internal static class ExprText
{
    public static string Print(Expr expression) => expression switch
    {
        Constant constant => Numbers.ToText(constant.Value),
        Variable variable => variable.Name,
        Apply apply => $"({apply.Op.Name} {string.Join(" ", apply.Arguments.Select(Print))})",
        _ => throw new InvalidOperationException($"Unknown node {expression}."),
    };

    /// <summary>Reads an expression, or returns null where the text is none or another version of the language wrote it.</summary>
    /// <param name="text">What <see cref="Print"/> made.</param>
    /// <param name="variables">The value of each variable by name.</param>
    public static Expr? Parse(string text, IReadOnlyDictionary<string, Expr> variables)
    {
        var tokens = new Queue<string>(text.Replace("(", " ( ").Replace(")", " ) ").Split([' '], StringSplitOptions.RemoveEmptyEntries));
        var result = Read(tokens, variables, depth: 0);
        return tokens.Count == 0 ? result : null;
    }

    private static Expr? Read(Queue<string> tokens, IReadOnlyDictionary<string, Expr> variables, int depth)
    {
        // No formula that was compiled is deeper; a text that is would take the compiler's stack.
        if (tokens.Count == 0 || depth > Expr.MostNested)
        {
            return null;
        }

        var token = tokens.Dequeue();
        if (token != "(")
        {
            return variables.TryGetValue(token, out var value) ? value : Numbers.TryParse(token, out var number) ? number : null;
        }

        var op = tokens.Count == 0 ? null : OpTable.FindByName(tokens.Dequeue());
        List<Expr> arguments = [];
        while (tokens.Count > 0 && tokens.Peek() != ")")
        {
            if (Read(tokens, variables, depth + 1) is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
        }

        return tokens.Count > 0 && tokens.Dequeue() == ")" && op?.Arity == arguments.Count ? new Apply(op, [.. arguments]) : null;
    }
}
