namespace UNetTrainer.Training;

/// <summary>Pixels counted by what was predicted and what is true; predictions are thresholded, so the counts are whole.</summary>
/// <param name="TruePositives">Foreground predicted as such.</param>
/// <param name="FalsePositives">Background predicted as foreground.</param>
/// <param name="FalseNegatives">Foreground predicted as background.</param>
/// <param name="TrueNegatives">Background predicted as such.</param>
internal readonly record struct Confusion(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>2 TP / (2 TP + FP + FN): Jadon 2020, eq. 33. 1 where nothing is foreground and nothing was predicted.</summary>
    public double Dice => Ratio(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>TP / (TP + FN): Jadon 2020, eq. 34. 1 where nothing is foreground.</summary>
    public double Sensitivity => Ratio(TruePositives, TruePositives + FalseNegatives);

    /// <summary>TN / (TN + FP): Jadon 2020, eq. 35. 1 where nothing is background.</summary>
    public double Specificity => Ratio(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>The counts of two sets of pixels together.</summary>
    public static Confusion operator +(Confusion a, Confusion b) => new(
        a.TruePositives + b.TruePositives, a.FalsePositives + b.FalsePositives, a.FalseNegatives + b.FalseNegatives, a.TrueNegatives + b.TrueNegatives);

    private static double Ratio(long part, long whole) => whole == 0 ? 1 : (double)part / whole;
}
