using ScottPlot;
using UNetTrainer.Training;

namespace UNetTrainer.Pictures;

/// <summary>Loss (left axis) and validation Dice (right axis) by epoch.</summary>
internal static class CurvePicture
{
    private const int Width = 960;
    private const int Height = 540;

    /// <summary>Draws and encodes as PNG.</summary>
    public static byte[] Draw(string loss, IReadOnlyList<EpochResult> epochs)
    {
        Fonts.AddFontFile(BundledFont.Family, BundledFont.Path);
        using var plot = new Plot();
        var x = epochs.Select(static e => (double)e.Epoch).ToArray();
        Curve("training loss", "#1F77B4", static e => e.TrainingLoss);
        Curve("validation loss", "#FF7F0E", static e => e.ValidationLoss);
        Curve("validation Dice", "#2CA02C", static e => e.Validation.Dice).Axes.YAxis = plot.Axes.Right;
        plot.Title($"U-Net, loss {loss}");
        plot.XLabel("epoch");
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.YLabel("loss");
        plot.Axes.Right.Label.Text = "Dice";
        plot.Axes.SetLimitsY(0, 1, plot.Axes.Right);
        plot.ShowLegend(Edge.Bottom);
        plot.Font.Set(BundledFont.Family);
        return plot.GetImageBytes(Width, Height, ImageFormat.Png);

        ScottPlot.Plottables.Scatter Curve(string name, string color, Func<EpochResult, double> value)
        {
            var curve = plot.Add.Scatter(x, epochs.Select(value).ToArray(), Color.FromHex(color));
            curve.LegendText = name;
            curve.LineWidth = 2;
            curve.MarkerSize = epochs.Count > 1 ? 0 : 6;
            return curve;
        }
    }
}
