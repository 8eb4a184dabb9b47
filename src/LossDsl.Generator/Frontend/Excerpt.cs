namespace LossDsl.Generator.Frontend;

/// <summary>Source text as messages quote it: one line, at most 60 characters.</summary>
internal static class Excerpt
{
    private const int Longest = 60;

    /// <summary>The text on one line, cut where it is longer than a message should be.</summary>
    public static string Quote(string source)
    {
        var line = OnOneLine(source);
        return line.Length <= Longest ? line : line.Substring(0, Longest - 3) + "...";
    }

    /// <summary>The whole text on one line.</summary>
    public static string OnOneLine(string source) => string.Join(" ", source.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
