using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Frontend;

/// <summary>Describes quantities for messages, and recognizes their common synonyms, such as <c>ypred</c> for <c>p</c>.</summary>
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

    /// <summary>Returns the description of a quantity, such as <c>the number of valid pixels</c>.</summary>
    public static string Meaning(Variable quantity) => Rows.First(row => row.Quantity.Equals(quantity)).Meaning;

    /// <summary>Returns the quantity that a name probably means, ignoring case and underscores. Returns null if the name is no known synonym.</summary>
    public static Variable? Guess(string name)
    {
        var bare = name.Replace("_", "").ToLowerInvariant();
        return Rows.FirstOrDefault(row => row.Quantity.Name.ToLowerInvariant() == bare || row.Synonyms.Contains(bare)).Quantity;
    }
}
