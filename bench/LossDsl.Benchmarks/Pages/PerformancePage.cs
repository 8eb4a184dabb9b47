using System.Text.RegularExpressions;
using LossDsl.Benchmarks.Results;

namespace LossDsl.Benchmarks.Pages;

/// <summary>docs/performance.md: the prose stays, what is between <c>&lt;!-- figures: name --&gt;</c> and <c>&lt;!-- end --&gt;</c> is written anew.</summary>
internal static partial class PerformancePage
{
    private static readonly Dictionary<string, Func<Figures, string>> Sections = new()
    {
        ["machine"] = MachineText.Write,
        ["targets"] = TargetTable.Write,
        ["limits"] = LimitTable.Write,
        ["large"] = LossTables.Large,
        ["structural"] = LossTables.Structural,
        ["batch"] = LossTables.Batch,
        ["tiny"] = LossTables.Tiny,
        ["classes"] = LossTables.Classes,
        ["volume"] = LossTables.Volume,
        ["others"] = OtherTables.Write,
    };

    /// <exception cref="InvalidOperationException">The page has no place for some figures, or one for figures that there are not.</exception>
    public static void Write(Figures figures, string docs)
    {
        var path = Path.Combine(docs, "performance.md");
        var text = File.ReadAllText(path);
        string[] places = [.. Section().Matches(text).Select(static m => m.Groups[2].Value)];
        if (!places.Order().SequenceEqual(Sections.Keys.Order()))
        {
            throw new InvalidOperationException($"{path} has places for {string.Join(", ", places)}; there are figures for {string.Join(", ", Sections.Keys)}.");
        }

        File.WriteAllText(path, Section().Replace(text, match => $"{match.Groups[1].Value}\n{Sections[match.Groups[2].Value](figures)}\n{match.Groups[3].Value}"));
        CostPlot.Draw(figures, Path.Combine(docs, "performance.png"));
    }

    [GeneratedRegex("(<!-- figures: (\\w+) -->).*?(<!-- end -->)", RegexOptions.Singleline)]
    private static partial Regex Section();
}
