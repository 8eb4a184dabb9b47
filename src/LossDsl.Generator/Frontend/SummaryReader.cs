using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Reads the summary that the user has written for a class, so that the generated constructor can show it.</summary>
internal static class SummaryReader
{
    private const string Start = "<summary>", End = "</summary>";

    /// <summary>The lines of the summary as XML, in which the compiler has resolved every <c>cref</c>; empty if there is none.</summary>
    public static string Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var xml = type.GetDocumentationCommentXml(cancellationToken: cancellation) ?? "";
        var (start, end) = (xml.IndexOf(Start, StringComparison.Ordinal), xml.IndexOf(End, StringComparison.Ordinal));
        return start < 0 || end < start ? "" : string.Join("\n", xml.Substring(start + Start.Length, end - start - Start.Length).Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0));
    }
}
