using LossDsl;
using Spectre.Console;
using UNetTrainer.Comparison;
using UNetTrainer.Reports;

namespace UNetTrainer.Cli;

/// <summary>Writes the results of a comparison: a table on the console, and the files of the comparison folder.</summary>
internal sealed class ComparisonOutput(Catalog catalog, ComparisonFolder folder)
{
    /// <summary>Reads the runs that have ended, and writes the table and all files.</summary>
    public void Write(IAnsiConsole console)
    {
        var runs = folder.Read();
        using var taken = folder.Take("table");
        runs.SelectMany(static r => r.Notes).ToList().ForEach(console.WriteLine);
        var losses = ComparedLoss.Rank(runs);
        folder.Write(losses);

        var table = new Table().AddColumns([.. ComparisonTable.Header]);
        foreach (var loss in losses)
        {
            table.AddRow([.. ComparisonTable.Cells(loss).Select(static c => new Text(c))]);
        }

        console.Write(table);
        console.WriteLine(ComparisonTable.Note);
        console.WriteLine($"Report: {ComparisonReport.Write(folder.Path, losses, runs, catalog)}");
    }
}
