using LossDsl.Generator.Text;

namespace LossDsl.Generator.Formulas;

/// <summary>Prints expressions in a prefix notation, e.g. <c>(add tp (multiply 2 fp))</c>, and parses that text. Assemblies carry formulas in this form in their metadata.</summary>
internal static class ExprText
{
    /// <summary>Prints an expression.</summary>
    public static string Print(Expr expression) => expression switch
    {
        Constant constant => Numbers.ToText(constant.Value),
        Variable variable => variable.Name,
        Apply apply => $"({apply.Op.Name} {string.Join(" ", apply.Arguments.Select(Print))})",
        _ => throw new InvalidOperationException($"Unknown node {expression}."),
    };

    /// <summary>Parses an expression. Returns null if the text is malformed, or contains an op that this version of the language lacks.</summary>
    /// <param name="text">The text that <see cref="Print"/> returned.</param>
    /// <param name="variables">The expression to insert for each variable, by name.</param>
    public static Expr? Parse(string text, IReadOnlyDictionary<string, Expr> variables)
    {
        var tokens = new Queue<string>(text.Replace("(", " ( ").Replace(")", " ) ").Split([' '], StringSplitOptions.RemoveEmptyEntries));
        var result = Read(tokens, variables, depth: 0);
        return tokens.Count == 0 ? result : null;
    }

    private static Expr? Read(Queue<string> tokens, IReadOnlyDictionary<string, Expr> variables, int depth)
    {
        // No compiled formula is deeper. A deeper text could overflow the compiler's stack.
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
