using ScottPlot;

namespace UNetTrainer.Pictures;

/// <summary>Named curve of validation Dice by epoch.</summary>
internal sealed record Curve(string Name, IReadOnlyList<(int Epoch, double Dice)> Points);

/// <summary>Draws the validation Dice of several losses by epoch in one plot.</summary>
internal static class DicePicture
{
    private const int Width = 1100;
    private const int Height = 560;

    /// <summary>Draws the curves and returns a PNG file.</summary>
    public static byte[] Draw(IReadOnlyList<Curve> curves, Theme theme)
    {
        using var plot = theme.NewPlot();
        foreach (var (number, curve) in curves.Index())
        {
            var line = plot.Add.Scatter(curve.Points.Select(static p => (double)p.Epoch).ToArray(), curve.Points.Select(static p => p.Dice).ToArray(), Theme.Curve(number));
            line.LegendText = curve.Name;
            line.LineWidth = 2;
            line.LinePattern = Theme.Pattern(number);
            line.MarkerSize = curve.Points.Count > 1 ? 0 : 6;
        }

        plot.XLabel("epoch");
        plot.YLabel("validation Dice");
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.SetLimitsY(Math.Max(0, curves.SelectMany(static c => c.Points).Min(static p => p.Dice) - 0.05), 1);
        plot.ShowLegend(Edge.Right);
        return Theme.Encode(plot, Width, Height);
    }
}
