using System.Text.RegularExpressions;
using LossDsl.Benchmarks.Results;

namespace LossDsl.Benchmarks.Pages;

/// <summary>Rewrites the figures of docs/performance.md, which stand between <c>&lt;!-- figures: name --&gt;</c> and <c>&lt;!-- end --&gt;</c>. The prose stays.</summary>
internal static partial class PerformancePage
{
    private static readonly Dictionary<string, Func<RunResults, string>> Sections = new()
    {
        ["machine"] = MachineText.Write,
        ["targets"] = AimTable.Write,
        ["limits"] = InstructionTable.Write,
        ["large"] = LossTables.Large,
        ["structural"] = LossTables.Structural,
        ["batch"] = LossTables.Batch,
        ["tiny"] = LossTables.Tiny,
        ["classes"] = LossTables.Classes,
        ["volume"] = LossTables.Volume,
        ["tensors"] = TensorTable.Write,
        ["others"] = OtherTables.Write,
    };

    /// <summary>Writes all figures into the page, and draws the plot beside the page.</summary>
    /// <param name="figures">Results of a run.</param>
    /// <param name="docs">Folder of performance.md.</param>
    /// <exception cref="InvalidOperationException">The page lacks a place for some figures, or has a place for figures that do not exist.</exception>
    public static void Write(RunResults figures, string docs)
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
