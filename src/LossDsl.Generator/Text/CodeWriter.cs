using System.Text;

namespace LossDsl.Generator.Text;

/// <summary>Writes indented lines. A raw string of several lines is indented as a whole; the end of line is always a line feed.</summary>
internal sealed class CodeWriter
{
    private const string Indentation = "    ";
    private readonly StringBuilder text = new();
    private int depth;

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

    public CodeWriter Open(string line) => Line(line).Line("{").Indent();

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
