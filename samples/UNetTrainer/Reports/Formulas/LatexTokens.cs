using System.Text.RegularExpressions;

namespace UNetTrainer.Reports.Formulas;

/// <summary>Stream of the tokens of a LaTeX formula: commands, numbers, and single characters.</summary>
internal sealed partial class LatexTokens(string latex)
{
    private readonly string[] tokens = [.. Piece().Matches(latex).Select(static m => m.Value)];
    private int next;

    /// <summary>Next token; empty at the end.</summary>
    public string Peek => next < tokens.Length ? tokens[next] : "";

    /// <summary>Takes the next token; empty at the end.</summary>
    public string Take() => next < tokens.Length ? tokens[next++] : "";

    /// <summary>Takes the next token if it equals the given one.</summary>
    public bool TakeIf(string token)
    {
        if (Peek != token)
        {
            return false;
        }

        next++;
        return true;
    }

    /// <summary>Takes <c>{...}</c> and returns the text between the braces.</summary>
    public string TakeText()
    {
        var text = "";
        if (!TakeIf("{"))
        {
            return Take();
        }

        while (Peek is not ("}" or ""))
        {
            text += Take().Replace("\\_", "_");
        }

        TakeIf("}");
        return text;
    }

    [GeneratedRegex(@"\\[A-Za-z]+|\\.|\d+(\.\d+)?|\S", RegexOptions.Singleline)]
    private static partial Regex Piece();
}
