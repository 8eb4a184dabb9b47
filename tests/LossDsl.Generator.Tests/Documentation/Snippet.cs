using System.Text.RegularExpressions;

namespace LossDsl.Generator.Tests.Documentation;

/// <summary>Fenced block of a page.</summary>
/// <param name="Page">Path of the page in the repository.</param>
/// <param name="Line">Number of the first line of the code, from 1.</param>
/// <param name="Language">Word after the fence, such as csharp; empty for commands and output.</param>
/// <param name="Code">Text between the fences.</param>
public sealed partial record Snippet(string Page, int Line, string Language, string Code)
{
    /// <summary>Whether the block is an excerpt of generated code, which shows by a line of three dots what it leaves out.</summary>
    public bool IsExcerpt => Code.Split('\n').Contains("...");

    /// <summary>Returns the blocks of a page in one language.</summary>
    public static IEnumerable<Snippet> Read(string page, string language)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "pages", page)).ReplaceLineEndings("\n");
        return Block().Matches(text)
            .Select(m => new Snippet(page, text[..m.Groups["code"].Index].Count(static c => c == '\n') + 1, m.Groups["language"].Value, m.Groups["code"].Value))
            .Where(s => s.Language == language);
    }

    /// <summary>Returns the place of the block, which names a test.</summary>
    public override string ToString() => $"{Page}:{Line}";

    [GeneratedRegex(@"^```(?<language>[a-z]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
