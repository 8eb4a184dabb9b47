using ScottPlot;

namespace UNetTrainer.Pictures;

/// <summary>Colours of a plot, for a light or a dark page.</summary>
/// <param name="Page">Colour of the background.</param>
/// <param name="Text">Colour of text and axes.</param>
/// <param name="Grid">Colour of the grid lines.</param>
internal sealed record Theme(Color Page, Color Text, Color Grid)
{
    // Distinguishable on both backgrounds, and more in number than the losses of a usual comparison.
    private static readonly string[] Curves = ["#3B82D6", "#E5762B", "#2FA24E", "#D64545", "#9A6BD0", "#9C7A5B", "#DB6FB4", "#8A8F98", "#B5A21F", "#22AFC0"];

    /// <summary>Dark text on a light page.</summary>
    public static Theme Light { get; } = new(Color.FromHex("#FFFFFF"), Color.FromHex("#1C2024"), Color.FromHex("#E4E8EC"));

    /// <summary>Light text on a dark page.</summary>
    public static Theme Dark { get; } = new(Color.FromHex("#1B1F23"), Color.FromHex("#E6E9EC"), Color.FromHex("#333A41"));

    /// <summary>Returns the colour of a curve by its number, from 0.</summary>
    public static Color Curve(int number) => Color.FromHex(Curves[number % Curves.Length]);

    /// <summary>Returns the pattern of a curve by its number, from 0. Curves of the same colour differ by their pattern.</summary>
    public static LinePattern Pattern(int number) => (number / Curves.Length) switch { 0 => LinePattern.Solid, 1 => LinePattern.Dashed, 2 => LinePattern.Dotted, _ => LinePattern.DenselyDashed };

    /// <summary>Creates an empty plot in these colours, with the bundled font.</summary>
    public Plot NewPlot()
    {
        Fonts.AddFontFile(BundledFont.Family, BundledFont.Path);
        var plot = new Plot();
        plot.FigureBackground.Color = Page;
        plot.DataBackground.Color = Page;
        plot.Axes.Color(Text);
        plot.Grid.MajorLineColor = Grid;
        plot.Legend.BackgroundColor = Page;
        plot.Legend.FontColor = Text;
        plot.Legend.OutlineColor = Grid;
        plot.Legend.ShadowColor = Colors.Transparent;
        return plot;
    }

    /// <summary>Returns a plot as a PNG file, with all text in the bundled font.</summary>
    public static byte[] Encode(Plot plot, int width, int height)
    {
        plot.Font.Set(BundledFont.Family);
        return plot.GetImageBytes(width, height, ImageFormat.Png);
    }
}
