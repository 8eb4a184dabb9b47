using System.Text;

namespace LossDsl.Generator.Text;

/// <summary>Escapes text for generated C#: for string literals and for XML documentation.</summary>
internal static class Literals
{
    /// <summary>Returns the text as a C# string literal with its quotes. Returns the keyword <c>null</c> for null.</summary>
    public static string ToCode(string? value)
    {
        if (value is null)
        {
            return "null";
        }

        var literal = new StringBuilder("\"");
        foreach (var c in value)
        {
            literal.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
                _ when char.IsSurrogate(c) => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }

    /// <summary>Returns the text as one line of content of an XML element. Control characters, line separators and surrogates become blanks.</summary>
    public static string ToXml(string value) =>
        new string([.. value.Select(static c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? ' ' : c)])
            .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
