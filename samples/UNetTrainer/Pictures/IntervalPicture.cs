using ScottPlot;

namespace UNetTrainer.Pictures;

/// <summary>Row of a plot of intervals.</summary>
/// <param name="Name">Name of the row.</param>
/// <param name="Mean">Mean difference.</param>
/// <param name="Low">Lower end of the interval; null if there is none.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Differences">Difference of each case.</param>
internal sealed record IntervalRow(string Name, double Mean, double? Low, double? High, IReadOnlyList<double> Differences);

/// <summary>Draws intervals of differences to a baseline as horizontal lines, one for each name, the first name on top. A line at 0 is the baseline, and dots are the differences of cases.</summary>
internal static class IntervalPicture
{
    private const int Width = 1100;
    private const int RowHeight = 38;
    private const int Surroundings = 110;

    /// <summary>Draws the intervals and returns a PNG file.</summary>
    /// <param name="title">Label of the horizontal axis.</param>
    /// <param name="rows">Rows from above.</param>
    /// <param name="theme">Colours.</param>
    public static byte[] Draw(string title, IReadOnlyList<IntervalRow> rows, Theme theme)
    {
        using var plot = theme.NewPlot();
        var zero = plot.Add.VerticalLine(0, 1.5f, theme.Text, LinePattern.Dashed);
        zero.ExcludeFromLegend = true;
        foreach (var (number, row) in rows.Index())
        {
            Row(plot, rows.Count - number, row, Theme.Curve(0));
        }

        plot.Axes.Left.SetTicks([.. Enumerable.Range(0, rows.Count).Select(i => (double)(rows.Count - i))], [.. rows.Select(static r => r.Name)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.XLabel(title);
        plot.Axes.SetLimitsY(0.4, rows.Count + 0.6);
        return Theme.Encode(plot, Width, Surroundings + (RowHeight * rows.Count));
    }

    private static void Row(Plot plot, double position, IntervalRow row, Color color)
    {
        var cases = plot.Add.ScatterPoints(row.Differences.ToArray(), Enumerable.Repeat(position, row.Differences.Count).ToArray(), color.WithAlpha(0.6));
        cases.MarkerSize = 5;
        if (row is { Low: { } low, High: { } high })
        {
            var line = plot.Add.Line(low, position, high, position);
            (line.LineColor, line.LineWidth) = (color, 3);
        }

        plot.Add.Marker(row.Mean, position, MarkerShape.FilledDiamond, 12, color);
    }
}
