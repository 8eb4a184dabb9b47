namespace LossDsl.Conformance;

/// <summary>Recall and specificity without smoothing, and a quotient that is 1/2 wherever it is not 0/0.</summary>
[Loss("own-recall")]
public sealed partial class OwnRecallLoss
{
    [Formula]
    internal static double Formula(double tp, double fn, double fp, double tn) => 3 - tp / (tp + fn) - tn / (tn + fp) + fp / (fp + fp);
}

/// <summary><see cref="OwnRecallLoss"/> in another form.</summary>
[Loss("own-recall-as-error")]
public sealed partial class OwnRecallAsErrorLoss
{
    [Formula]
    internal static double Formula(double tp, double fn, double fp, double tn) => 1 + fn * (1 / (tp + fn)) + fp / (tn + fp) + 1.5 * fp / (3 * fp);
}

/// <summary>Precision and recall as their harmonic mean, and false positives weighted by the recall.</summary>
[Loss("own-harmonic-mean")]
public sealed partial class OwnHarmonicMeanLoss
{
    [Formula]
    internal static double Formula(double tp, double fn, double fp, double n) => 1 - HarmonicMean(tp / (tp + fp), tp / (tp + fn)) + fp / n * (tp / (tp + fn));

    private static double HarmonicMean(double a, double b) => 2 * a * b / (a + b);
}

/// <summary>The correlation coefficient without a guard.</summary>
[Loss("own-correlation")]
public sealed partial class OwnCorrelationLoss
{
    [Formula]
    internal static double Formula(double tp, double fn, double fp, double tn) => 1 - (tp * tn - fp * fn) / Math.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
}

/// <summary>Quotients of sums that the loss declares itself, of one region and of all classes of an image.</summary>
[Loss("own-sums")]
public sealed partial class OwnSumsLoss
{
    [PixelSum]
    internal static double Hit(double p, double y) => y * p * p;

    [PixelMean]
    internal static double Missed(double p, double y) => y * (1 - p) + (1 - y) * p;

    [ClassSum]
    internal static double AllHit(double hit) => hit;

    [ClassMean]
    internal static double Score(double hit, double missed, double n) => hit / (hit + n * missed);

    [ClassSum]
    internal static double AllMissed(double missed, double n) => n * missed;

    [Formula]
    internal static double Formula(double allHit, double allMissed, double score) => 2 - allHit / (allHit + allMissed) - score;
}
