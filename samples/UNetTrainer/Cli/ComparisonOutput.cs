using LossDsl;
using Spectre.Console;
using UNetTrainer.Comparison;
using UNetTrainer.Reports;

namespace UNetTrainer.Cli;

/// <summary>Writes the results of a comparison: tables on the console, and the files of the comparison folder.</summary>
internal sealed class ComparisonOutput(Catalog catalog, ComparisonFolder folder)
{
    /// <summary>Reads the runs that have ended, and writes tables and files.</summary>
    /// <param name="console">Console for the tables.</param>
    /// <param name="baseline">Baseline as given; null for that of the settings.</param>
    public void Write(IAnsiConsole console, string? baseline)
    {
        var runs = folder.Read();
        var settings = folder.ReadSettings()!;
        using var taken = folder.Take("table");
        runs.SelectMany(static r => r.Notes).ToList().ForEach(console.WriteLine);
        var result = ComparisonResult.Compute(runs, settings, baseline ?? settings.Baseline);
        folder.Write(result);
        ComparisonCsv.Write(folder.Path, result, runs);

        Write(console, "Figures", ComparisonTable.Header, result.Losses.Select(ComparisonTable.Cells));
        console.WriteLine(ComparisonTable.Note);
        if (result.Losses.Count > 1)
        {
            Write(console, "Paired by case", ComparisonTable.HeaderOf(result.Metrics[0], result.Baseline), ComparisonTable.Rows(result.Metrics[0], result.Baseline));
            console.WriteLine(ComparisonTable.PairedNote);
        }

        if (result.Survey.Losses.Count > 0)
        {
            Write(console, "Beside the survey", ComparisonTable.SurveyHeader, ComparisonTable.Rows(result.Survey));
            console.WriteLine($"{SurveyTable.Jadon2020.Citation}. {SurveyTable.Jadon2020.Note}");
        }

        console.WriteLine();
        console.WriteLine("What this data can show, and what it cannot:");
        result.Reach.ToList().ForEach(sentence => console.WriteLine($"- {sentence}"));
        console.WriteLine($"Report: {ComparisonReport.Write(folder.Path, result, runs, catalog, settings)}");
    }

    private static void Write(IAnsiConsole console, string title, IReadOnlyList<string> header, IEnumerable<string[]> rows)
    {
        var table = new Table { Title = new(title) }.AddColumns([.. header]);
        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(static c => new Text(c))]);
        }

        console.Write(table);
    }
}
