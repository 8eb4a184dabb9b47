using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Frontend;

/// <summary>Quantities in words, and other names that people give them.</summary>
internal static class QuantityWords
{
    private static readonly (Variable Quantity, string Meaning, string[] Synonyms)[] Rows =
    [
        (Quantities.P, "the probability of a pixel", ["pred", "preds", "predicted", "prediction", "predictions", "ypred", "yhat", "prob", "probs", "probability", "probabilities", "output", "outputs"]),
        (Quantities.Y, "the target of a pixel", ["target", "targets", "label", "labels", "ytrue", "truth", "groundtruth", "gt", "mask", "t"]),
        (Quantities.X, "the raw logit of a pixel", ["logit", "logits", "input", "inputs"]),
        (Quantities.TruePositives, "the soft count of true positives", ["truepositive", "truepositives"]),
        (Quantities.FalsePositives, "the soft count of false positives", ["falsepositive", "falsepositives"]),
        (Quantities.FalseNegatives, "the soft count of false negatives", ["falsenegative", "falsenegatives"]),
        (Quantities.TrueNegatives, "the soft count of true negatives", ["truenegative", "truenegatives"]),
        (Quantities.PixelCount, "the number of valid pixels", ["count", "pixels", "pixelcount", "numel"]),
        (Quantities.ClassWeight, "the weight of the class", ["weight", "classweights"]),
    ];

    /// <summary>A quantity in words, e.g. <c>the number of valid pixels</c>.</summary>
    public static string Meaning(Variable quantity) => Rows.First(row => row.Quantity.Equals(quantity)).Meaning;

    /// <summary>The quantity that a name may be meant for, in any case and with or without underscores; null if none is.</summary>
    public static Variable? Meant(string name)
    {
        var bare = name.Replace("_", "").ToLowerInvariant();
        return Rows.FirstOrDefault(row => row.Quantity.Name.ToLowerInvariant() == bare || row.Synonyms.Contains(bare)).Quantity;
    }
}
