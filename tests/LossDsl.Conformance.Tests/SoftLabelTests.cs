using CsCheck;
using LossDsl.Conformance.Cases;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>
/// Tests of soft labels. With product counts the overlap losses are smallest at other predictions than the labels; with L1 counts they are smallest at the labels.
/// </summary>
public sealed class SoftLabelTests : IDisposable
{
    private static readonly long[] Shape = [1, 1, 2, 4];
    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Overlaps => ["dice", "dice-survey-literal", "focal-tversky", "generalized-dice", "jaccard", "log-cosh-dice", "tversky", "tversky-survey-literal"];

    /// <summary>Losses that are smallest at soft labels with counts of either kind, because their formulas read |p - y|.</summary>
    public static TheoryData<string> Distances => ["dice-semimetric-1", "dice-semimetric-2", "jaccard-metric-1", "jaccard-metric-2", "quality-focal"];

    public static TheoryData<string> Losses => [.. LossCatalog.All.Select(static entry => entry.Metadata.Name)];

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Overlaps))]
    [MemberData(nameof(Distances))]
    public void With_L1_counts_overlap_losses_are_smallest_at_the_labels(string loss)
    {
        // Per pixel: the label, the distance of the prediction from the label, and its direction.
        var pixel = Gen.Select(Gen.Double[0.05, 0.95], Gen.Double[1e-3, 0.04], Gen.Bool);
        pixel.Array[8].Sample(
            pixels =>
            {
                using var inner = NewDisposeScope();
                var labels = tensor(pixels.Select(static p => p.Item1).ToArray(), Shape);
                var offset = tensor(pixels.Select(static p => p.Item3 ? p.Item2 : -p.Item2).ToArray(), Shape);
                var module = Create(loss, SoftLabels.L1, Activation.None);

                using var best = module.ValueAndGradientOfInputs(labels, labels);
                using var other = module.ValueAndGradientOfInputs(labels + offset, labels);

                Assert.Equal(0, best.Value.item<double>(), 1e-6);
                Assert.True(other.Value.item<double>() > best.Value.item<double>());

                // The gradient draws every pixel to its label, from above and from below.
                Assert.Equal(Numbers.Of(offset.sign()), Numbers.Of(other.Gradient.sign()));
            },
            seed: "0N0XIzNsQ0O2",
            iter: 50,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Overlaps))]
    public void With_product_counts_overlap_losses_are_smaller_at_rounded_labels(string loss)
    {
        var labels = tensor([0.6, 0.7, 0.8, 0.9, 0.1, 0.2, 0.3, 0.4], Shape);
        var module = Create(loss, SoftLabels.Product, Activation.None);

        using var atLabels = module.ValueAndGradientOfInputs(labels, labels);
        using var rounded = module.ValueAndGradientOfInputs(labels.round(), labels);

        Assert.True(rounded.Value.item<double>() < atLabels.Value.item<double>() - 0.01);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Hard_labels_have_the_same_product_and_L1_counts(string loss)
    {
        var random = new Generator(3);
        foreach (var (activation, scale) in new[] { (Activation.Sigmoid, 2.0), (Activation.Softmax, 2.0), (Activation.Sigmoid, 1e4), (Activation.Softmax, 1e4), (Activation.None, 0) })
        {
            foreach (var type in new[] { float64, float32 })
            {
                var logits = (randn([2, 2, 4, 5], float64, generator: random) * scale).to_type(type);
                logits = activation == Activation.None ? logits.sigmoid() : logits;
                var labels = rand([2, 2, 4, 5], generator: random).gt(0.5);

                using var products = Create(loss, SoftLabels.Product, activation).ValueAndGradientOfInputs(logits, labels);
                using var distances = Create(loss, SoftLabels.L1, activation).ValueAndGradientOfInputs(logits, labels);

                Assert.Equal(Numbers.Of(products.Value), Numbers.Of(distances.Value));
                Assert.Equal(Numbers.Of(products.Gradient), Numbers.Of(distances.Gradient));
            }
        }
    }

    // Predictions that equal the label, as after rounding to 0 or 1.
    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(0.0, 0.0)]
    [InlineData(0.25, 0.25)]
    public void At_the_label_L1_counts_have_the_derivative_of_product_counts(double label, double p)
    {
        var labels = tensor([label, 1, 0, 0.5], [1, 1, 4]);
        var predictions = tensor([p, 0.4, 0.3, 0.2], [1, 1, 4]);

        using var counted = Create("tversky", SoftLabels.L1, Activation.None).ValueAndGradient(predictions, labels);

        // The derivative of 1 - tp / (tp + 0.3 fp + 0.7 fn) by p lies between that of a foreground and that of a background pixel.
        // The smoothing of 1e-5 is added to tp.
        var (tp, fp, fn) = (Math.Min(label, p) + 0.4 + 0.2 + 1e-5, 0.3, 0.6 + 0.3);
        var d = tp + 0.3 * fp + 0.7 * fn;
        var (ofForeground, ofBackground) = (-(0.3 * fp + 0.7 * fn) / (d * d) - 0.7 * tp / (d * d), 0.3 * tp / (d * d));
        var expected = label * ofForeground + (1 - label) * ofBackground;
        Assert.Equal(expected, Numbers.Of(counted.Gradient)[0], 1e-12 * Math.Abs(expected));
    }

    private static FormulaLoss Create(string loss, SoftLabels softLabels, Activation activation) =>
        LossCatalog.All[loss].Create(options: new() { SoftLabels = softLabels, Activation = activation });
}
