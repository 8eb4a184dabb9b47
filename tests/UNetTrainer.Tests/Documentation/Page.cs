using System.Text.RegularExpressions;

namespace UNetTrainer.Tests.Documentation;

/// <summary>Page of the documentation, with its command lines and the code in its sentences.</summary>
internal sealed partial class Page(string path)
{
    private readonly string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "pages", path)).ReplaceLineEndings("\n");

    /// <summary>Command lines of the blocks without a language, each with its continued lines, and of the sentences.</summary>
    public IEnumerable<string> Commands => Block().Matches(text)
        .SelectMany(static m => m.Groups["code"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        .Concat(Code.Where(static c => c.StartsWith("dotnet ", StringComparison.Ordinal)));

    /// <summary>Code in the sentences and tables, without its quotes.</summary>
    public IEnumerable<string> Code => Inline().Matches(Block().Replace(text, "")).Select(static m => m.Groups["code"].Value);

    [GeneratedRegex(@"^```[a-z]*\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"`(?<code>[^`\n]+)`")]
    private static partial Regex Inline();
}
