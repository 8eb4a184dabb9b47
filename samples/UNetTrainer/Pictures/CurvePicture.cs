using ScottPlot;
using UNetTrainer.Training;

namespace UNetTrainer.Pictures;

/// <summary>Draws the curves of a run: loss (left axis) and validation Dice (right axis) by epoch.</summary>
internal static class CurvePicture
{
    private const int Width = 960;
    private const int Height = 540;

    /// <summary>Draws the curves and returns a PNG file.</summary>
    public static byte[] Draw(string loss, IReadOnlyList<EpochMetrics> epochs, Theme theme)
    {
        using var plot = theme.NewPlot();
        Curve("training loss", 0, static e => e.TrainingLoss);
        Curve("validation loss", 1, static e => e.ValidationLoss);
        Curve("validation Dice", 2, static e => e.Dice).Axes.YAxis = plot.Axes.Right;
        plot.Title($"U-Net, loss {loss}");
        plot.XLabel("epoch");
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.YLabel("loss");
        plot.Axes.Right.Label.Text = "Dice";
        plot.Axes.SetLimitsY(0, 1, plot.Axes.Right);
        plot.ShowLegend(Edge.Bottom);
        return Theme.Encode(plot, Width, Height);

        ScottPlot.Plottables.Scatter Curve(string name, int number, Func<EpochMetrics, double> value)
        {
            var defined = epochs.Where(e => !double.IsNaN(value(e))).ToArray();
            var curve = plot.Add.Scatter(defined.Select(static e => (double)e.Epoch).ToArray(), defined.Select(value).ToArray(), Theme.Curve(number));
            curve.LegendText = name;
            curve.LineWidth = 2;
            curve.MarkerSize = epochs.Count > 1 ? 0 : 6;
            return curve;
        }
    }
}
