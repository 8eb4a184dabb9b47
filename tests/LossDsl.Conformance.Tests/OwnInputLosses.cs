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
