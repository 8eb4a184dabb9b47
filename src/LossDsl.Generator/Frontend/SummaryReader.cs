using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Reads the XML summary that the user wrote for a class. The generated constructor repeats it.</summary>
internal static class SummaryReader
{
    private const string Start = "<summary>", End = "</summary>";

    /// <summary>Returns the trimmed lines of the summary as XML, with every <c>cref</c> resolved by the compiler. Returns an empty string if there is none.</summary>
    public static string Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var xml = type.GetDocumentationCommentXml(cancellationToken: cancellation) ?? "";
        var (start, end) = (xml.IndexOf(Start, StringComparison.Ordinal), xml.IndexOf(End, StringComparison.Ordinal));
        return start < 0 || end < start ? "" : string.Join("\n", xml.Substring(start + Start.Length, end - start - Start.Length).Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0));
    }
}
