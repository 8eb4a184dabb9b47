using System.ComponentModel.DataAnnotations;

namespace LossDsl.Conformance;

/// <summary>Cross-entropy in which each pixel counts by the quality of its label, which the caller hands in; a second input is a margin of the logit.</summary>
[Loss("own-input")]
public sealed partial class OwnInputLoss
{
    [PixelSum]
    internal static double Rated(double p, double y, [Input, Range(0.0, 1.0)] double quality) => -quality * (y * Math.Log(p) + (1 - y) * Math.Log(1 - p));

    [PixelSum]
    internal static double TotalQuality([Input, Range(0.0, 1.0)] double quality) => quality;

    [PixelMean]
    internal static double Offset(double p, [Map] double margin) => Math.Exp(margin * p);

    [Formula]
    internal static double Formula(double rated, double totalQuality, double offset, double tp, double fp, double fn) => rated / (totalQuality + 1) + offset * tp / (tp + fp + fn);
}

/// <summary>Loss of images with inputs of regions, classes and images, which stages of every level read.</summary>
[Loss("own-input-levels")]
public sealed partial class OwnInputLevelsLoss
{
    [PixelMean]
    internal static double Weighted(double p, double y, [Input(Per.Image)] double difficulty, [Input(Per.Class), Range(0.5, 2.0)] double focus) => difficulty * Math.Exp(focus * p) * (1 - y);

    [ClassMean]
    internal static double OfImage(double weighted, double tp, double fp, double fn, [Input(Per.Region), Range(0.0, 1.0)] double presence) => presence * weighted - tp / (tp + fp + presence * fn);

    [Formula]
    internal static double Formula(double ofImage, [Input(Per.Image)] double difficulty) => ofImage * (1 + difficulty * difficulty);
}

/// <summary>Loss of regions with inputs of regions and classes.</summary>
[Loss("own-input-regions")]
public sealed partial class OwnInputRegionsLoss
{
    [Formula]
    internal static double Formula(double tp, double fp, double fn, double n, [Input(Per.Class), Range(0.0, 1.0)] double focus, [Input(Per.Region)] double bias) => focus * (1 - tp / (tp + focus * fp + fn)) + bias * fp / n;
}
