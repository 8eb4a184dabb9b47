using Spectre.Console;
using UNetTrainer.Comparison;

namespace UNetTrainer.Cli;

/// <summary>What a comparison ends with: a table on the console, and its files.</summary>
internal sealed class ComparisonOutput(string path)
{
    /// <summary>Reads the runs that have ended and writes all.</summary>
    public void Write(IAnsiConsole console)
    {
        var folder = new ComparisonFolder(path);
        var runs = folder.Read();
        var losses = ComparisonFolder.Compare(runs);
        folder.Write(losses);
        console.Write(Table(losses));
        console.WriteLine($"* {SurveyTable.Jadon2020.Citation}. {SurveyTable.Jadon2020.Note}");
    }

    private static Table Table(IEnumerable<ComparedLoss> losses)
    {
        var table = new Table().AddColumns("loss", "runs", "Dice", "sensitivity", "specificity", "epochs to 95 %", "s an epoch", "survey*: Dice", "sens.", "spec.");
        foreach (var loss in losses)
        {
            table.AddRow(Cells(loss));
        }

        return table;
    }

    private static Text[] Cells(ComparedLoss l) =>
    [
        new(l.Loss),
        new(l.Failed.Count > 0 ? $"{l.Dice?.Values.Count ?? 0}, {l.Failed.Count} diverged" : $"{l.Dice?.Values.Count ?? 0}"),
        new(l.Dice?.ToText(3) ?? "-"),
        new(l.Sensitivity?.ToText(3) ?? "-"),
        new(l.Specificity?.ToText(3) ?? "-"),
        new(l.EpochsTo95?.ToText(1) ?? "-"),
        new(l.SecondsAnEpoch?.ToText(2) ?? "-"),
        .. new[] { l.Survey?.Dice, l.Survey?.Sensitivity, l.Survey?.Specificity }.Select(static f => new Text(f is { } figure ? FormattableString.Invariant($"{figure:F3}") : "")),
    ];
}
