using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using UNetTrainer.Reports;
using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Cli;

/// <summary>Renders the result of a run as the table that is shown at its end.</summary>
internal static class SummaryTable
{
    /// <summary>Renders pooled test Dice, sensitivity and specificity (Jadon 2020, eq. 33 to 35) of the network of the best epoch, and the figures of each class.</summary>
    public static IRenderable Render(Summary summary, double tolerance) =>
        summary.Classes is { } classes ? new Rows(Run(summary), FiguresOf(classes, tolerance)) : Run(summary);

    /// <summary>Renders the figures of each class, and the false positives where a class is absent.</summary>
    public static IRenderable FiguresOf(IReadOnlyList<ClassFigures> classes, double tolerance)
    {
        var figures = Filled(FigureTable.Header(classes, tolerance), classes.SelectMany(FigureTable.Rows));
        var healthy = classes.SelectMany(FigureTable.HealthyRows).ToArray();
        return healthy.Length == 0 ? figures : new Rows(figures, Filled(FigureTable.HealthyHeader, healthy));
    }

    private static Table Filled(IEnumerable<string> header, IEnumerable<string[]> rows)
    {
        var table = new Table().AddColumns([.. header]);
        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(static c => new Text(c))]);
        }

        return table;
    }

    private static Table Run(Summary summary)
    {
        var table = new Table().AddColumns("loss", "test Dice, pooled", "sensitivity, pooled", "specificity, pooled", "best epoch", "epochs", "seconds", "device");
        table.AddRow(
            new Text(summary.Loss),
            Share(summary.Dice),
            Share(summary.Sensitivity),
            Share(summary.Specificity),
            new Text(summary.BestEpoch?.ToString(CultureInfo.InvariantCulture) ?? FigureText.Undefined),
            new Text(summary.Interrupted ? $"{summary.Epochs}, interrupted" : summary.Epochs.ToString(CultureInfo.InvariantCulture)),
            new Text(summary.Seconds.ToString("F1", CultureInfo.InvariantCulture)),
            new Text(summary.Device));
        return table;
    }

    private static Text Share(double? value) => new(FigureText.Number(value));
}
