namespace UNetTrainer.Training;

/// <summary>Confusion matrix: numbers of pixels by predicted and true class. Predictions are thresholded, so the counts are whole numbers.</summary>
/// <param name="TruePositives">Foreground predicted as such.</param>
/// <param name="FalsePositives">Background predicted as foreground.</param>
/// <param name="FalseNegatives">Foreground predicted as background.</param>
/// <param name="TrueNegatives">Background predicted as such.</param>
internal readonly record struct Confusion(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>Dice coefficient 2 TP / (2 TP + FP + FN): Jadon 2020, eq. 33. 1 if there is neither true nor predicted foreground.</summary>
    public double Dice => Ratio(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Sensitivity TP / (TP + FN): Jadon 2020, eq. 34. 1 if there is no foreground.</summary>
    public double Sensitivity => Ratio(TruePositives, TruePositives + FalseNegatives);

    /// <summary>Specificity TN / (TN + FP): Jadon 2020, eq. 35. 1 if there is no background.</summary>
    public double Specificity => Ratio(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>Adds the counts of two sets of pixels.</summary>
    public static Confusion operator +(Confusion a, Confusion b) => new(
        a.TruePositives + b.TruePositives, a.FalsePositives + b.FalsePositives, a.FalseNegatives + b.FalseNegatives, a.TrueNegatives + b.TrueNegatives);

    private static double Ratio(long part, long whole) => whole == 0 ? 1 : (double)part / whole;
}
