namespace LossDsl.Generator.Frontend;

/// <summary>Shortens source text for a quotation in a message: to one line of at most 60 characters.</summary>
internal static class Excerpt
{
    private const int Longest = 60;

    /// <summary>Returns the text on one line, cut to 60 characters and ending in <c>...</c> if it is longer.</summary>
    public static string Quote(string source)
    {
        var line = OnOneLine(source);
        return line.Length <= Longest ? line : line.Substring(0, Longest - 3) + "...";
    }

    /// <summary>Returns the whole text on one line, with each run of white space replaced by one blank.</summary>
    public static string OnOneLine(string source) => string.Join(" ", source.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
