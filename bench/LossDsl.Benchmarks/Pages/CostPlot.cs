using LossDsl.Benchmarks.Results;
using LossDsl.Benchmarks.Subjects;
using ScottPlot;

namespace LossDsl.Benchmarks.Pages;

/// <summary>Draws the plot of the performance page: milliseconds of a loss against the pixels of one image, both axes logarithmic.</summary>
internal static class CostPlot
{
    private const int Width = 960;
    private const int Height = 600;
    private const string Font = "DejaVu Sans";

    private static readonly (string Loss, Color Color)[] Losses =
        [("dice", Color.FromHex("#1F77B4")), ("binary-cross-entropy", Color.FromHex("#2CA02C")), ("focal", Color.FromHex("#D62728"))];

    private static readonly (Contender Contender, string Title, LinePattern Pattern)[] Lines =
        [(Contender.Fused, "kernels", LinePattern.Solid), (Contender.Tensors, "tensor operations", LinePattern.Dashed), (Contender.Naive, "naive", LinePattern.Dotted)];

    /// <summary>Draws the plot and writes the plot to a PNG file.</summary>
    public static void Draw(RunResults figures, string path)
    {
        Fonts.AddFontFile(Font, Path.Combine(AppContext.BaseDirectory, "fonts", "DejaVuSans.ttf"));
        using var plot = new Plot();
        foreach (var (loss, color) in Losses)
        {
            foreach (var (contender, title, pattern) in Lines)
            {
                Add(plot, figures, loss, contender, $"{loss}, {title}", color, pattern);
            }
        }

        plot.Title("Loss and gradient of one image");
        plot.XLabel("side of the image in pixels");
        plot.YLabel("milliseconds");
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual([.. ProblemSize.Squares.Select(static s => new Tick(Math.Log10(s.Count), $"{s.Spatial[0]}"))]);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual([.. Enumerable.Range(-2, 6).Select(static power => new Tick(power, Math.Pow(10, power).ToString("G", System.Globalization.CultureInfo.InvariantCulture)))]);
        plot.ShowLegend(Edge.Right);
        plot.Font.Set(Font);
        plot.SavePng(path, Width, Height);
    }

    private static void Add(Plot plot, RunResults figures, string loss, Contender contender, string title, Color color, LinePattern pattern)
    {
        var points = ProblemSize.Squares.Select(size => (Pixels: Math.Log10(size.Count), Time: Math.Log10(figures.Milliseconds(size, loss, contender)))).Where(static p => !double.IsNaN(p.Time)).ToArray();
        if (points.Length > 0)
        {
            var line = plot.Add.Scatter(points.Select(static p => p.Pixels).ToArray(), points.Select(static p => p.Time).ToArray(), color);
            (line.LegendText, line.LinePattern, line.LineWidth, line.MarkerSize) = (title, pattern, 2, 4);
        }
    }
}
