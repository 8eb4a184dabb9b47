using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>
/// Finds hand-written implementations of losses, as a good engineer writes losses without a loss compiler: the contender <see cref="Contender.Careful"/>.
/// Gradients are analytic, without autograd. Tensor operations are as few as possible, and in place where possible.
/// Sums of products are matrix multiplications, which materialise no product. Distance maps come from the transforms that all contenders use.
/// Hyperparameters are those of the catalog.
/// </summary>
internal static class CarefulLosses
{
    private static readonly Dictionary<string, Func<Tensor, Tensor, (Tensor, Tensor)>> Binary = new()
    {
        ["dice"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.5, 0.5, 0.5e-5),
        ["tversky"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.3, 0.7, 1e-5),
        ["focal-tversky"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.3, 0.7, 1e-5, static v => (v.pow(0.75), 0.75 * v.pow(-0.25))),
        ["log-cosh-dice"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.5, 0.5, 0.5e-5, static v => (v.cosh().log(), v.tanh())),
        ["binary-cross-entropy"] = CarefulPixel.CrossEntropy,
        ["weighted-cross-entropy"] = static (x, y) => CarefulPixel.WeightedCrossEntropy(x, y, 1),
        ["focal"] = static (x, y) => CarefulPixel.Focal(x, y, 0.25, 2),
        ["combo"] = CarefulCompound.Combo,
        ["exponential-logarithmic"] = CarefulCompound.ExponentialLogarithmic,
        ["jaccard"] = static (x, y) => CarefulRegion.Tversky(x, y, 1, 1, 1e-5),
        ["tversky-survey-literal"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.5, 0.5, 1),
        ["dice-survey-literal"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.5, 0.5, 0.5),
        ["focal-tversky-survey-literal"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.5, 0.5, 1, static v => (v.pow(4.0 / 3), 4.0 / 3 * v.pow(1.0 / 3))),
        ["sensitivity-specificity"] = static (x, y) => CarefulCounts.Compute(x, y, static c => CountFunction.SensitivitySpecificity(c, 1e-5)),
        ["sensitivity-specificity-survey-literal"] = static (x, y) => CarefulCounts.Compute(x, y, static c => -1 * CountFunction.SensitivitySpecificity(c, 1e-5) is var score ? score with { Value = score.Value + 1 } : score),
        ["matthews-correlation"] = static (x, y) => CarefulCounts.Compute(x, y, static c => CountFunction.Matthews(c, 1e-5)),
        ["generalized-dice"] = static (x, y) => CarefulCounts.Compute(x, y, static c => CountFunction.GeneralizedDice(c, 1e-5)),
        ["squared-dice"] = static (x, y) => CarefulCounts.SquaredDice(x, y, 1e-5),
        ["squared-sensitivity-specificity"] = static (x, y) => CarefulCounts.SquaredSensitivitySpecificity(x, y, 0.05, 1e-5),
        ["dice-cross-entropy"] = static (x, y) => CarefulCounts.Compute(x, y, static c => CountFunction.Tversky(c, 0.5, 0.5, 0.5e-5), CarefulPixel.CrossEntropy),
        ["dice-focal"] = static (x, y) => CarefulCounts.Compute(x, y, static c => CountFunction.Tversky(c, 0.5, 0.5, 0.5e-5), static (x, _, y) => CarefulPixel.Focal(x, y, 0.25, 2)),
        ["combo-survey-literal"] = static (x, y) => CarefulCounts.Compute(x, y, static c => -0.5 * CountFunction.Tversky(c, 0.5, 0.5, 0.5), CarefulPixel.CrossEntropy, 0.25),
        ["asymmetric-unified-focal"] = static (x, y) => CarefulCounts.Compute(
            x,
            y,
            static c => 0.25 * (CountFunction.TverskyOfBackground(c, 0.4, 0.6, 1e-5) + CountFunction.Tversky(c, 0.4, 0.6, 1e-5).Pow(0.5)),
            static (x, p, y) => CarefulPixel.AsymmetricFocal(x, p, y, 0.6, 0.5),
            0.5),
        ["log-cosh-tversky"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.3, 0.7, 1e-5, static v => (v.cosh().log(), v.tanh())),
        ["exponential-dice"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.5, 0.5, 0.5, static v => -(-v).log1p() is var cost ? (cost.pow(0.3), 0.3 * cost.pow(-0.7) / (1 - v)) : default),

        // For targets of 0 and 1 these are Jaccard and Dice.
        ["jaccard-metric-1"] = static (x, y) => CarefulRegion.Tversky(x, y, 1, 1, 1e-5),
        ["jaccard-metric-2"] = static (x, y) => CarefulRegion.Tversky(x, y, 1, 1, 1e-5),
        ["dice-semimetric-1"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.5, 0.5, 0.5e-5),
        ["dice-semimetric-2"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.5, 0.5, 0.5e-5),
        ["poly"] = static (x, y) => CarefulPixel.Poly(x, y, 1),
        ["balanced-cross-entropy"] = static (x, y) => CarefulPixel.BalancedCrossEntropy(x, y, 0.05),
        ["balanced-cross-entropy-survey-literal"] = static (x, y) => CarefulPixel.BalancedCrossEntropy(x, y, 0),
        ["cross-entropy"] = static (x, y) => CarefulPixel.OfClass(x, y, 0),
        ["softmax-focal"] = static (x, y) => CarefulPixel.OfClass(x, y, 2),
        ["dice-softmax-cross-entropy"] = static (x, y) => CarefulCounts.Compute(x, y, static c => CountFunction.Tversky(c, 0.5, 0.5, 0.5e-5), static (x, _, y) => CarefulPixel.OfClass(x, y, 0)),
        ["boundary"] = CarefulMaps.Boundary,
        ["distance-map-penalty"] = CarefulMaps.Penalty,
        ["hausdorff"] = static (x, y) => CarefulMaps.Hausdorff(x, y, isOneSided: false),
        ["one-sided-hausdorff"] = static (x, y) => CarefulMaps.Hausdorff(x, y, isOneSided: true),
        ["shape-aware"] = CarefulMaps.ShapeAware,
        ["shape-aware-survey-literal"] = CarefulMaps.ShapeAwareSurveyLiteral,
        ["correlation-similarity"] = static (x, y) => CarefulWindows.Correlation(x, y, isWeightConstant: true),
        ["cl-dice"] = CarefulSkeletons.ClDice,
        ["lovasz-hinge"] = CarefulOrders.LovaszHinge,
        ["lovasz-softmax"] = CarefulOrders.LovaszSoftmax,
        ["ohem-cross-entropy"] = CarefulOrders.Ohem,
        ["top-k-cross-entropy"] = CarefulOrders.TopK,
        ["correlation-similarity-full"] = static (x, y) => CarefulWindows.Correlation(x, y, isWeightConstant: false),
    };

    private static readonly Dictionary<string, Func<Tensor, Tensor, (Tensor, Tensor)>> Multiclass = new()
    {
        ["dice"] = static (x, labels) => CarefulSoftmax.Dice(x, labels, 1e-5, crossWeight: 0),
        ["cross-entropy"] = CarefulSoftmax.CrossEntropy,
        ["dice-softmax-cross-entropy"] = static (x, labels) => CarefulSoftmax.Dice(x, labels, 1e-5, crossWeight: 1),
        ["softmax-focal"] = static (x, labels) => CarefulSoftmax.Focal(x, labels),
        ["generalized-dice"] = static (x, labels) => CarefulSoftmax.GeneralizedDice(x, labels, 1e-5),
    };

    /// <summary>
    /// Returns the implementation of a loss for a size, or null if there is none. The implementation maps logits [B, C, ...] and a target to the value and the gradient by the logits.
    /// The target has the form of <see cref="BenchmarkInput.Target"/>.
    /// </summary>
    public static Func<Tensor, Tensor, (Tensor Value, Tensor Gradient)>? Find(string loss, ProblemSize size) => (size.IsMulticlass ? Multiclass : Binary).GetValueOrDefault(loss);
}
