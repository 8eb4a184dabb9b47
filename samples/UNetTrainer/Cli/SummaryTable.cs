using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using UNetTrainer.Runs;

namespace UNetTrainer.Cli;

/// <summary>Renders the result of a run as the table that is shown at its end.</summary>
internal static class SummaryTable
{
    /// <summary>Renders test Dice, sensitivity and specificity (Jadon 2020, eq. 33 to 35) of the network of the best epoch.</summary>
    public static IRenderable Render(Summary summary)
    {
        var table = new Table().AddColumns("loss", "test Dice", "sensitivity", "specificity", "best epoch", "epochs", "seconds", "device");
        table.AddRow(
            new Text(summary.Loss),
            summary.DiceByClass is { } classes ? new Text(string.Join('\n', classes.Select(static c => FormattableString.Invariant($"{c.Value:F4} {c.Key}")).Prepend($"{summary.Dice:F4} all"))) : Share(summary.Dice),
            Share(summary.Sensitivity),
            Share(summary.Specificity),
            new Text(summary.BestEpoch?.ToString(CultureInfo.InvariantCulture) ?? "-"),
            new Text(summary.Interrupted ? $"{summary.Epochs}, interrupted" : summary.Epochs.ToString(CultureInfo.InvariantCulture)),
            new Text(summary.Seconds.ToString("F1", CultureInfo.InvariantCulture)),
            new Text(summary.Device));
        return table;
    }

    private static Text Share(double? value) => new(value?.ToString("F4", CultureInfo.InvariantCulture) ?? "-");
}
