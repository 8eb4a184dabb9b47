using ScottPlot;

namespace UNetTrainer.Pictures;

/// <summary>Draws the spread of several lists of numbers as horizontal boxes, one for each name, the first name on top.</summary>
internal static class BoxPicture
{
    private const int Width = 1100;
    private const int RowHeight = 38;
    private const int Surroundings = 110;
    private const double HalfBox = 0.3;

    /// <summary>Draws the boxes and returns a PNG file.</summary>
    public static byte[] Draw(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> rows, Theme theme)
    {
        using var plot = theme.NewPlot();
        foreach (var (number, (_, values)) in rows.Index())
        {
            var (position, color) = (rows.Count - number, Theme.Curve(number));
            Box(plot, position, [.. values.Order()], color);
            var dots = plot.Add.ScatterPoints(values.ToArray(), Enumerable.Repeat((double)position, values.Count).ToArray(), color);
            dots.MarkerSize = 6;
        }

        plot.Axes.Left.SetTicks([.. Enumerable.Range(0, rows.Count).Select(i => (double)(rows.Count - i))], [.. rows.Select(static r => r.Name)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.XLabel("test Dice");
        plot.Axes.SetLimitsY(0.4, rows.Count + 0.6);
        return Theme.Encode(plot, Width, Surroundings + (RowHeight * rows.Count));
    }

    // The library draws only vertical boxes, below which long names would not fit.
    private static void Box(Plot plot, double position, double[] sorted, Color color)
    {
        var (first, median, third) = (Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75));
        Line(sorted[0], position, first, position);
        Line(third, position, sorted[^1], position);
        var box = plot.Add.Rectangle(first, third, position - HalfBox, position + HalfBox);
        (box.FillColor, box.LineColor, box.LineWidth) = (color.WithAlpha(0.3), color, 1.5f);
        Line(median, position - HalfBox, median, position + HalfBox);

        void Line(double x1, double y1, double x2, double y2)
        {
            var line = plot.Add.Line(x1, y1, x2, y2);
            (line.LineColor, line.LineWidth) = (color, 1.5f);
        }
    }

    // Interpolates linearly between the two nearest numbers, as spreadsheets and NumPy do.
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var (below, above) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return below + ((place - Math.Floor(place)) * (above - below));
    }
}
