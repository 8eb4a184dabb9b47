using System.Text;

namespace LossDsl.Generator.Text;

/// <summary>Builder of indented source text. Every line of a multi-line string is indented, and every line ends with a line feed.</summary>
internal sealed class CodeWriter
{
    private const string Indentation = "    ";
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>Appends one or more lines at the current indentation. An empty line stays free of blanks.</summary>
    public CodeWriter Line(string line = "")
    {
        foreach (var part in line.Replace("\r\n", "\n").Split('\n'))
        {
            if (part.Length > 0)
            {
                for (var i = 0; i < depth; i++)
                {
                    text.Append(Indentation);
                }

                text.Append(part);
            }

            text.Append('\n');
        }

        return this;
    }

    /// <summary>Appends a line and an opening brace, and indents what follows.</summary>
    public CodeWriter Open(string line) => Line(line).Line("{").Indent();

    /// <summary>Ends a block that <see cref="Open"/> began.</summary>
    /// <param name="suffix">Text after the closing brace, such as a comma.</param>
    public CodeWriter Close(string suffix = "") => Outdent().Line("}" + suffix);

    public CodeWriter Indent()
    {
        depth++;
        return this;
    }

    public CodeWriter Outdent()
    {
        depth--;
        return this;
    }

    public override string ToString() => text.ToString();
}
