using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Soft counts of each region, [regions, 1, 1], in float64 because losses take differences of large counts.</summary>
/// <param name="TruePositives">Σ p y.</param>
/// <param name="Predicted">Σ p.</param>
/// <param name="Labelled">Σ y.</param>
/// <param name="Pixels">Number of pixels of a region.</param>
internal sealed record SoftCounts(Tensor TruePositives, Tensor Predicted, Tensor Labelled, long Pixels)
{
    public Tensor FalsePositives => Predicted - TruePositives;

    public Tensor FalseNegatives => Labelled - TruePositives;

    public Tensor TrueNegatives => Pixels - Labelled - FalsePositives;

    /// <summary>Sums probabilities and target, both [regions, 1, pixels].</summary>
    public static SoftCounts Sum(Tensor p, Tensor y) =>
        new(CarefulRegion.Products(p, y).to_type(float64), p.sum(2, keepdim: true).to_type(float64), y.sum(2, keepdim: true).to_type(float64), p.shape[2]);
}

/// <summary>
/// Value of a function of soft counts for each region, with its derivatives; all [regions, 1, 1]. Sums, multiples and powers carry the derivatives along, so that
/// <see cref="CarefulLosses"/> can combine such functions.
/// </summary>
/// <param name="Value">Value of the function.</param>
/// <param name="ByTruePositives">Derivative by Σ p y.</param>
/// <param name="ByPredicted">Derivative by Σ p.</param>
internal sealed record CountFunction(Tensor Value, Tensor ByTruePositives, Tensor ByPredicted)
{
    public static CountFunction operator +(CountFunction a, CountFunction b) => new(a.Value + b.Value, a.ByTruePositives + b.ByTruePositives, a.ByPredicted + b.ByPredicted);

    public static CountFunction operator *(double factor, CountFunction a) => new(factor * a.Value, factor * a.ByTruePositives, factor * a.ByPredicted);

    /// <summary>Computes 1 - (TP + s) / (TP + fpWeight FP + fnWeight FN + s).</summary>
    public static CountFunction Tversky(SoftCounts c, double fpWeight, double fnWeight, double smooth)
    {
        var numerator = c.TruePositives + smooth;
        var denominator = numerator + (fpWeight * c.FalsePositives) + (fnWeight * c.FalseNegatives);
        var ratio = numerator / denominator;
        return new(1 - ratio, (((1 - fpWeight - fnWeight) * ratio) - 1) / denominator, fpWeight * ratio / denominator);
    }

    /// <summary>Computes the Tversky loss of the background: TN takes the place of TP, and FP and FN change places.</summary>
    public static CountFunction TverskyOfBackground(SoftCounts c, double fpWeight, double fnWeight, double smooth)
    {
        var numerator = c.TrueNegatives + smooth;
        var denominator = numerator + (fpWeight * c.FalseNegatives) + (fnWeight * c.FalsePositives);
        var ratio = numerator / denominator;
        return new(1 - ratio, (((1 - fpWeight - fnWeight) * ratio) - 1) / denominator, (1 - ((1 - fnWeight) * ratio)) / denominator);
    }

    /// <summary>Computes the mean of 1 - sensitivity and 1 - specificity.</summary>
    public static CountFunction SensitivitySpecificity(SoftCounts c, double smooth)
    {
        var (foreground, background) = (c.Labelled + smooth, c.Pixels - c.Labelled + smooth);
        return new(
            1 - (0.5 * (c.TruePositives + smooth) / foreground) - (0.5 * (c.TrueNegatives + smooth) / background),
            (-0.5 / foreground) - (0.5 / background),
            0.5 / background);
    }

    /// <summary>Computes 1 - Matthews correlation, with s added to every count.</summary>
    public static CountFunction Matthews(SoftCounts c, double smooth)
    {
        var (tp, fp, fn, tn) = (c.TruePositives + smooth, c.FalsePositives + smooth, c.FalseNegatives + smooth, c.TrueNegatives + smooth);
        var root = ((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)).sqrt_();
        var correlation = ((tp * tn) - (fp * fn)) / root;
        return new(1 - correlation, -(tp + fp + fn + tn) / root, ((tp + fn) / root) + (0.5 * correlation * ((1 / (tp + fp)) - (1 / (tn + fn)))));
    }

    /// <summary>Computes generalized Dice of a single class, w (FP + FN) / (w (2 TP + FP + FN) + s) with w = 1 / (Σ y)²; an empty class has w = 1.</summary>
    public static CountFunction GeneralizedDice(SoftCounts c, double smooth)
    {
        var denominator = c.Predicted + c.Labelled + (smooth * c.Labelled.clamp(min: 1).square());
        var value = (c.FalsePositives + c.FalseNegatives) / denominator;
        return new(value, -2 / denominator, (1 - value) / denominator);
    }

    /// <summary>Returns the power of the function, with derivatives by the chain rule.</summary>
    public CountFunction Pow(double exponent)
    {
        var slope = exponent * Value.pow(exponent - 1);
        return new(Value.pow(exponent), slope * ByTruePositives, slope * ByPredicted);
    }
}
