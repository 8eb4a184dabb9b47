using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generator.Tests.Harness;

/// <summary>Span of a source file on which a diagnostic of the given id is expected.</summary>
internal sealed record DiagnosticMark(string File, TextSpan Span, string Id);

/// <summary>Reads and writes sources in which expected diagnostics are marked as <c>{|LOSS0001:text|}</c>. Marks may be nested.</summary>
internal static class Markup
{
    /// <summary>Returns the source without its marks, and the marks in the order of their starts.</summary>
    public static (string Source, IReadOnlyList<DiagnosticMark> Marks) Read(string marked, string file)
    {
        var source = new StringBuilder();
        var open = new Stack<(int Start, string Id)>();
        List<DiagnosticMark> marks = [];
        for (var i = 0; i < marked.Length; i++)
        {
            var rest = marked.AsSpan(i);
            if (rest.StartsWith("{|LOSS"))
            {
                open.Push((source.Length, rest.Slice(2, "LOSS0000".Length).ToString()));
                i += "{|LOSS0000:".Length - 1;
            }
            else if (open.Count > 0 && rest.StartsWith("|}"))
            {
                var (start, id) = open.Pop();
                marks.Add(new(file, TextSpan.FromBounds(start, source.Length), id));
                i++;
            }
            else
            {
                source.Append(marked[i]);
            }
        }

        Assert.Empty(open);
        return (source.ToString(), [.. marks.OrderBy(static m => m.Span.Start).ThenByDescending(static m => m.Span.Length).ThenBy(static m => m.Id)]);
    }

    /// <summary>Returns the source with the marks of one file inserted.</summary>
    public static string Write(string source, IEnumerable<DiagnosticMark> marks)
    {
        var insertions = marks.SelectMany(static m => new[] { (At: m.Span.Start, Text: $"{{|{m.Id}:"), (At: m.Span.End, Text: "|}") });
        return insertions.Reverse().OrderByDescending(static i => i.At).Aggregate(source, static (text, i) => text.Insert(i.At, i.Text));
    }
}
