using System.Globalization;
using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace LossDsl.Generator.Tests.Harness;

/// <summary>Asserts all diagnostics of a run: ids and spans by marks in the source (see <see cref="Markup"/>), and messages in the order of the marks.</summary>
internal static class DiagnosticAssert
{
    /// <summary>Asserts the diagnostics of one source, without findings of the analysis, and returns the run.</summary>
    public static GeneratorRun Reports(string marked, params string[] messages) => Reports([marked], messages);

    /// <summary>Asserts the diagnostics of several sources, without findings of the analysis, and returns the run.</summary>
    public static GeneratorRun Reports(string[] marked, params string[] messages)
    {
        var files = marked.Select(static (text, i) => Markup.Read(text, $"Source{i}.cs")).ToList();
        var run = GeneratorRun.Of([.. files.Select(static f => f.Source)]);
        AssertReported(run, run.Diagnostics, [.. files.Select(static f => f.Source)], [.. files.SelectMany(static f => f.Marks)], messages);
        return run;
    }

    /// <summary>Asserts the findings of the analysis (LOSS2...) in a source without other diagnostics, and returns the run.</summary>
    public static GeneratorRun Finds(string marked, params string[] messages)
    {
        var (source, marks) = Markup.Read(marked, "Source0.cs");
        var run = GeneratorRun.OfAssembly("Tests", References.All, ["LOSS2010"], source);
        Assert.Empty(run.Diagnostics);
        AssertReported(run, run.Findings, [source], marks, messages);
        return run;
    }

    private static void AssertReported(GeneratorRun run, IReadOnlyList<Diagnostic> reported, string[] sources, IReadOnlyList<DiagnosticMark> marks, string[] messages)
    {
        var actual = reported
            .OrderBy(static d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static d => d.Location.SourceSpan.Start).ThenByDescending(static d => d.Location.SourceSpan.Length).ThenBy(static d => d.Id)
            .Select(static d => (Mark: new DiagnosticMark(d.Location.SourceTree?.FilePath ?? "", d.Location.SourceSpan, d.Id), Message: d.GetMessage(CultureInfo.InvariantCulture)))
            .ToList();
        Assert.All(reported, static d => Assert.Equal(LocationKind.SourceFile, d.Location.Kind));
        if (!actual.Select(static a => a.Mark).SequenceEqual(marks) || !actual.Select(static a => a.Message).SequenceEqual(messages))
        {
            var paste = sources.Select((source, i) => Markup.Write(source, actual.Select(static a => a.Mark).Where(m => m.File == $"Source{i}.cs")));
            throw new XunitException($"""
                These diagnostics were reported; to paste, if they are right:

                {string.Join("\n---\n", paste)}

                {string.Join(",\n", actual.Select(static a => $"\"{a.Message.Replace("\\", "\\\\").Replace("\"", "\\\"")}\""))}
                """);
        }
    }
}
