using UNetTrainer.Data;

namespace UNetTrainer.Training;

/// <summary>Confusion matrix of one class: numbers of pixels by predicted and true class. Predictions are thresholded, so the counts are whole numbers.</summary>
/// <param name="TruePositives">Foreground predicted as such.</param>
/// <param name="FalsePositives">Background predicted as foreground.</param>
/// <param name="FalseNegatives">Foreground predicted as background.</param>
/// <param name="TrueNegatives">Background predicted as such.</param>
internal readonly record struct Confusion(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>Whether the truth has foreground. Without it overlap says nothing, and false positives are reported instead.</summary>
    public bool HasForeground => TruePositives + FalseNegatives > 0;

    /// <summary>Dice coefficient 2 TP / (2 TP + FP + FN): Jadon 2020, eq. 33. NaN if the truth has no foreground.</summary>
    public double Dice => HasForeground ? 2.0 * TruePositives / ((2 * TruePositives) + FalsePositives + FalseNegatives) : double.NaN;

    /// <summary>Sensitivity TP / (TP + FN): Jadon 2020, eq. 34. NaN if the truth has no foreground.</summary>
    public double Sensitivity => (double)TruePositives / (TruePositives + FalseNegatives);

    /// <summary>Specificity TN / (TN + FP): Jadon 2020, eq. 35. NaN if the truth has no background.</summary>
    public double Specificity => (double)TrueNegatives / (TrueNegatives + FalsePositives);

    /// <summary>Adds the counts of two sets of pixels.</summary>
    public static Confusion operator +(Confusion a, Confusion b) => new(
        a.TruePositives + b.TruePositives, a.FalsePositives + b.FalsePositives, a.FalseNegatives + b.FalseNegatives, a.TrueNegatives + b.TrueNegatives);

    /// <summary>Adds the counts of several sets of pixels.</summary>
    public static Confusion Sum(IEnumerable<Confusion> counts) => counts.Aggregate(default(Confusion), static (a, b) => a + b);

    /// <summary>Counts each class but the background against all others. Pixels whose true class is ignored are left out.</summary>
    /// <param name="truth">True class of each pixel.</param>
    /// <param name="predicted">Predicted class of each pixel.</param>
    /// <param name="classes">Number of classes, including the background.</param>
    public static Confusion[] ByClass(ReadOnlySpan<byte> truth, ReadOnlySpan<byte> predicted, int classes)
    {
        var (both, actual, positive, pixels) = (new long[classes], new long[classes], new long[classes], 0L);
        for (var i = 0; i < truth.Length; i++)
        {
            if (truth[i] != LabelMap.Ignored)
            {
                pixels++;
                actual[truth[i]]++;
                positive[predicted[i]]++;
                both[truth[i]] += truth[i] == predicted[i] ? 1 : 0;
            }
        }

        return [.. Enumerable.Range(1, classes - 1).Select(c => new Confusion(both[c], positive[c] - both[c], actual[c] - both[c], pixels - positive[c] - actual[c] + both[c]))];
    }
}
