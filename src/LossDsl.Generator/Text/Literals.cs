using System.Text;

namespace LossDsl.Generator.Text;

/// <summary>Text inside generated C#: string literals and documentation.</summary>
internal static class Literals
{
    /// <summary>As a C# string literal, or <c>null</c>.</summary>
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

    /// <summary>As the content of an XML documentation element on one line.</summary>
    public static string ToXml(string value) =>
        new string([.. value.Select(static c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? ' ' : c)])
            .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
