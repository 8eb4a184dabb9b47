// The first warning is about given probabilities, for which some of these losses can be infinite; the second about 1 - y p, which gives background pixels no gradient.
#pragma warning disable LOSS2001, LOSS2011

namespace LossDsl.Conformance.Digits;

/// <summary>
/// Losses that depend on the error of a pixel, spelled in many ways. Near sure predictions the difference as written would cancel and leave no significant digits.
/// </summary>
internal static partial class ErrorSpellings
{
    [Loss("digits-complement")]
    public sealed partial class Complement
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double gamma = 0.5) => Math.Pow(1 - (y * p + (1 - y) * (1 - p)), gamma);
    }

    [Loss("digits-subtracted")]
    public sealed partial class Subtracted
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double gamma = 0.5) => Math.Pow(1 - p * y - (1 - p) * (1 - y), gamma);
    }

    [Loss("digits-expanded")]
    public sealed partial class Expanded
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double gamma = 0.5) => Math.Pow(y + p - 2 * y * p, gamma);
    }

    [Loss("digits-local")]
    public sealed partial class Local
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double gamma = 0.5)
        {
            var pt = y * p + (1 - y) * (1 - p);
            return Math.Pow(1 - pt, gamma);
        }
    }

    [Loss("digits-squared")]
    public sealed partial class Squared
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double gamma = 0.5) => Math.Pow(LossMath.Square(1 - (1 - y) * (1 - p) - y * p), gamma / 2);
    }

    [Loss("digits-weighted")]
    public sealed partial class Weighted
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double gamma = 0.5, double weight = 2) => Math.Pow(weight - weight * (y * p + (1 - y) * (1 - p)), gamma);
    }

    [Loss("digits-interpolated")]
    public sealed partial class Interpolated
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double gamma = 0.5) => Math.Pow(1 - double.Lerp(1 - p, p, y), gamma);
    }

    [Loss("digits-rooted")]
    public sealed partial class Rooted
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y) => Math.Sqrt(1 - (y * p + (1 - y) * (1 - p)));
    }

    [Loss("digits-stopped")]
    public sealed partial class Stopped
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double x, double gamma = 0.5) => Math.Pow(1 - LossMath.StopGradient(y * p + (1 - y) * (1 - p)), gamma) * x;
    }

    [Loss("digits-distance")]
    public sealed partial class Distance
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double gamma = 0.5) => Math.Pow(Math.Abs(y - p), gamma);
    }

    [Loss("digits-root-of-square")]
    public sealed partial class RootOfSquare
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double gamma = 0.5) => Math.Pow((p - y) * (p - y), gamma / 2);
    }

    [Loss("digits-larger-side")]
    public sealed partial class LargerSide
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double gamma = 0.5) => Math.Pow(Math.Max(p - y, y - p), gamma);
    }

    [Loss("digits-of-label")]
    public sealed partial class OfLabel
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double gamma = 0.5) => Math.Pow(1 - (y == 1 ? p : 1 - p), gamma);
    }

    [Loss("digits-of-half")]
    public sealed partial class OfHalf
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double gamma = 0.5) => Math.Pow(1 - (y > 0.5 ? p : 1 - p), gamma);
    }

    [Loss("digits-minimum")]
    public sealed partial class Minimum
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double gamma = 0.5) => Math.Pow(Math.Min(p, 1 - p), gamma);
    }

    [Loss("digits-maximum")]
    public sealed partial class Maximum
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double gamma = 0.5) => Math.Pow(1 - Math.Max(p, 1 - p), gamma);
    }

    [Loss("digits-certainty")]
    public sealed partial class Certainty
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double gamma = 0.5) => Math.Pow((1 - Math.Abs(1 - 2 * p)) / 2, gamma);
    }

    [Loss("digits-similarity")]
    public sealed partial class Similarity
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double gamma = 0.5) => Math.Pow(1 - Math.Abs(p - y), gamma);
    }

    [Loss("digits-plain")]
    public sealed partial class Plain
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y) => 1 - (y * p + (1 - y) * (1 - p));
    }

    [Loss("digits-plain-distance")]
    public sealed partial class PlainDistance
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y) => Math.Abs(p - y);
    }

    [Loss("digits-plain-similarity")]
    public sealed partial class PlainSimilarity
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y) => 1 - Math.Abs(p - y);
    }

    [Loss("digits-logarithm")]
    public sealed partial class Logarithm
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y) => -Math.Log(1 - y * p);
    }

    [Loss("digits-logarithm-of-complement")]
    public sealed partial class LogarithmOfComplement
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y) => -LossMath.Log1P(-y * p);
    }

    [Loss("digits-logarithm-of-part")]
    public sealed partial class LogarithmOfPart
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y) => -Math.Log(y * p + (1 - y) * (1 - p));
    }

    [Loss("digits-logarithm-of-smaller")]
    public sealed partial class LogarithmOfSmaller
    {
        [Formula, PixelMean]
        internal static double Formula(double p) => -Math.Log(Math.Min(p, 1 - p));
    }

    [Loss("digits-logarithm-of-choice")]
    public sealed partial class LogarithmOfChoice
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y) => -Math.Log(y > 0.5 ? p : 1 - p);
    }

    [Loss("digits-quotient")]
    public sealed partial class Quotient
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y) => 1 / (1 - y * p);
    }

    [Loss("digits-power")]
    public sealed partial class Power
    {
        [Formula, PixelMean]
        internal static double Formula(double p, double y, double gamma = 0.5) => Math.Pow(1 - (y * p * p + (1 - y) * (1 - p) * (1 - p)), gamma);
    }
}
