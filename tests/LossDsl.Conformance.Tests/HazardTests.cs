using CsCheck;
using LossDsl.Conformance.Cases;
using LossDsl.Conformance.Losses;
using LossDsl.Conformance.Oracles;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>
/// Tests of inputs for which naive code gives NaN, infinity or no gradient: logits at their limits, masks without foreground or background, large regions, and random
/// logits.
/// </summary>
public sealed class HazardTests
{
    private const int Pixels = 64;

    // Losses with values from 0 (no error) to 1 that are functions of soft counts; log-cosh-dice ends at log cosh 1.
    private static readonly string[] SmoothedOverlaps = ["dice", "focal-tversky", "jaccard", "log-cosh-dice", "sensitivity-specificity", "tversky"];

    // The value of log-cosh-dice for a Dice loss of 1.
    private static readonly double LogCosh1 = Math.Log(Math.Cosh(1));

    public static TheoryData<string, ScalarType, double> Saturations
    {
        get
        {
            var data = new TheoryData<string, ScalarType, double>();
            foreach (var loss in SmoothedOverlaps)
            {
                foreach (var (type, limits) in new (ScalarType, double[])[] { (ScalarType.Float32, [30, 100, 1e4]), (ScalarType.Float64, [30, 100, 1e4]), (ScalarType.Float16, [30, 100]), (ScalarType.BFloat16, [30, 100]) })
                {
                    foreach (var limit in limits)
                    {
                        data.Add(loss, type, limit);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Saturations))]
    public void A_sure_and_right_prediction_has_value_0(string loss, ScalarType type, double limit)
    {
        foreach (var share in new[] { 0, 0.25, 1 })
        {
            var (value, gradient) = Evaluate(loss, type, Sure(share, limit), Mask(share));

            // The error is 64 pixels of e^-30 each, over a smoothing of 1e-5; the focal Tversky loss takes it to the power 3/4.
            Assert.InRange(value, -1e-15, loss == "focal-tversky" ? 1e-5 : 1e-6);
            Assert.True(gradient.All(double.IsFinite), $"{loss} {type} ±{limit}, {share:p0} foreground");
            if (limit >= 100)
            {
                Assert.InRange(value, -1e-15, 1e-25);
                Assert.InRange(Numbers.Largest(gradient), 0, 1e-25);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Saturations))]
    public void A_sure_and_wrong_prediction_has_the_largest_value(string loss, ScalarType type, double limit)
    {
        var (value, gradient) = Evaluate(loss, type, Sure(0.25, -limit), Mask(0.25));

        Assert.Equal(loss == "log-cosh-dice" ? LogCosh1 : 1, value, 1e-5);
        Assert.True(gradient.All(double.IsFinite));
        // The factor p (1 - p) of every gradient is about e^-limit at saturated pixels: no region loss can learn from them.
        Assert.InRange(Numbers.Largest(gradient), 0, Math.Exp(-limit));
    }

    [Theory]
    [MemberData(nameof(Saturations))]
    public void A_sure_and_wrong_prediction_of_an_empty_or_full_mask_has_the_smoothed_value(string loss, ScalarType type, double limit)
    {
        foreach (var (target, logit) in new[] { (0.0, limit), (1.0, -limit) })
        {
            var (value, gradient) = Evaluate(loss, type, Enumerable.Repeat(logit, Pixels), Enumerable.Repeat(target, Pixels));

            // The value is 1 minus the smoothing over the errors. Of sensitivity and specificity, the term without pixels is dropped, which leaves a half.
            Assert.Equal(loss switch { "log-cosh-dice" => LogCosh1, "sensitivity-specificity" => 0.5, _ => 1 }, value, 1e-5);
            Assert.True(gradient.All(double.IsFinite));
        }
    }

    [Theory]
    [MemberData(nameof(Saturations))]
    public void Right_and_wrong_and_undecided_pixels_together_have_the_value_of_the_formula(string loss, ScalarType type, double limit)
    {
        var reference = ReferenceLosses.ByName[loss].First();
        foreach (var activation in new[] { Activation.Sigmoid, Activation.Softmax })
        {
            var random = new Random(5);
            long[] shape = [2, 2, 4, 8];
            using var scope = NewDisposeScope();
            var logits = tensor(Enumerable.Range(0, 128).Select(_ => random.Next(4) switch { 0 => limit, 1 => -limit, 2 => 0, _ => 4 * random.NextDouble() - 2 }).ToArray(), shape).to_type(type).requires_grad_();
            var foreground = tensor(Enumerable.Range(0, 64).Select(_ => (double)random.Next(2)).ToArray(), [2, 1, 4, 8]);
            var target = cat([foreground, 1 - foreground], 1);
            var options = new LossOptions { Activation = activation };
            var expected = new StageInterpreter(reference.Class, reference.Hyperparameters, options, new(Numbers.Of(target), null, options, shape)).Evaluate(Numbers.Of(logits));
            using var exact = logits.detach().to_type(float64).requires_grad_();
            Transcription.Evaluate(reference, exact, target, options).backward();

            var value = reference.Create(options).call(logits, target);
            value.backward();

            var (tolerance, gradient) = (Tolerance.Of(type), Numbers.Of(exact.grad!));
            Assert.InRange(Numbers.Distance(Numbers.Of(value), expected), 0, tolerance.Value);
            Assert.InRange(Numbers.Distance(Numbers.Of(logits.grad!), gradient), 0, tolerance.Gradient * Numbers.Largest(gradient) + tolerance.SmallestGradient);
        }
    }

    // In float32 the difference 1 - N / D would be 5.96e-8, one unit in the last place, and from a logit of 20 on 0. The same holds for 1 - p of a saturated class of
    // softmax.
    [Theory]
    [InlineData(16, Activation.Sigmoid)]
    [InlineData(20, Activation.Sigmoid)]
    [InlineData(80, Activation.Sigmoid)]
    [InlineData(16, Activation.Softmax)]
    [InlineData(20, Activation.Softmax)]
    [InlineData(80, Activation.Softmax)]
    public void A_loss_near_zero_keeps_its_significant_digits_in_float32(double limit, Activation activation)
    {
        using var scope = NewDisposeScope();
        var target = tensor(Mask(0.5).Select(static y => (float)y).ToArray(), [1, 1, 8, 8]);
        var logits = (2 * target - 1) * limit;
        if (activation == Activation.Softmax)
        {
            (target, logits) = (cat([target, 1 - target], 1), cat([logits, -logits], 1) / 2);
        }

        var value = new LossDsl.Losses.DiceLoss(options: new() { Activation = activation }).call(logits, target).item<float>();

        // Half of the pixels are foreground, so fp + fn is 64 (1 - p), and 2 tp + fp + fn is the number of all pixels.
        var wrong = Pixels * Math.Exp(-limit) / (1 + Math.Exp(-limit));
        Assert.Equal(1, value / (wrong / (Pixels + 1e-5)), 1e-5);
    }

    // A sum in float16 would overflow at 65504; a sum in bfloat16 would stop growing at 256.
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void A_loss_of_a_large_region_keeps_its_significant_digits(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var random = new Generator(3);
        var logits = (randn([1, 2, 600, 700], float64, generator: random) * 3).to_type(type);
        var target = rand([1, 2, 600, 700], float64, generator: random).gt(0.4);

        foreach (var loss in ReferenceLosses.Defaults.Where(loss => !DependsOnEqualPixels(loss.Name, type)))
        {
            // Autograd keeps gigabytes of a loss with skeletons: each loss returns what it took.
            using var ofLoss = NewDisposeScope();
            using var exact = logits.to_type(float64).requires_grad_();
            var expected = Transcription.Evaluate(loss, exact, target.to_type(float64), new());
            expected.backward();

            using var result = loss.Create().ValueAndGradientOfInputs(logits, target);

            Assert.Equal(1, result.Value.item<float>() / expected.item<double>(), 1e-5);
            var (gradient, tolerance) = (Numbers.Of(exact.grad!), Tolerance.Of(type));
            var (distance, allowed) = (Numbers.Distance(Numbers.Of(result.Gradient), gradient), tolerance.Gradient * Numbers.Largest(gradient) + tolerance.SmallestGradient);
            Assert.True(distance <= allowed, $"{loss.Name}: the gradient is off by {distance:g3} where {allowed:g3} is allowed; its largest element is {Numbers.Largest(gradient):g3}");
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32, Activation.Sigmoid)]
    [InlineData(ScalarType.Float64, Activation.Sigmoid)]
    [InlineData(ScalarType.Float32, Activation.Softmax)]
    [InlineData(ScalarType.Float64, Activation.Softmax)]
    public void Value_and_gradient_are_finite_for_random_logits_and_masks(ScalarType type, Activation activation)
    {
        var pixel = Gen.Select(Gen.OneOf(Gen.Double[-1e4, 1e4], Gen.Double[-110, 110], Gen.Double[-5, 5], Gen.Const(1e4), Gen.Const(-1e4)), Gen.OneOf(Gen.Const(0.0), Gen.Const(1.0), Gen.Double[0, 1]));
        Gen.Select(pixel.Array[12], Gen.Int[0, ReferenceLosses.ByName.Count - 1]).Sample(
            (pixels, index) =>
            {
                using var scope = NewDisposeScope();
                var logits = tensor(pixels.Select(static p => p.Item1).ToArray(), [1, 2, 6]).to_type(type);
                var target = tensor(pixels.Select(static p => p.Item2).ToArray(), [1, 2, 6]);
                using var result = ReferenceLosses.Defaults.ElementAt(index).Create(new() { Activation = activation }).ValueAndGradientOfInputs(logits, target);
                return Numbers.Of(result.Value).Concat(Numbers.Of(result.Gradient)).All(double.IsFinite);
            },
            seed: "0N0XIzNsQ0O2",
            iter: 500,
            threads: 1);
    }

    // Many pixels of half types are equal. Torch does not say which of equal pixels the maximum of a skeleton's window is; errors that float64 orders may be equal in float32.
    private static bool DependsOnEqualPixels(string loss, ScalarType type) => loss switch
    {
        "cl-dice" or "dice-cl-dice" => type == ScalarType.BFloat16,
        "dice-top-k" or "lovasz-hinge" or "lovasz-softmax" or "top-k-cross-entropy" => type != ScalarType.Float32,
        _ => false,
    };

    private static IEnumerable<double> Mask(double share) => Enumerable.Range(0, Pixels).Select(i => i < share * Pixels ? 1.0 : 0.0);

    private static IEnumerable<double> Sure(double share, double logit) => Mask(share).Select(y => y == 1 ? logit : -logit);

    private static (double Value, double[] Gradient) Evaluate(string loss, ScalarType type, IEnumerable<double> logits, IEnumerable<double> target)
    {
        using var scope = NewDisposeScope();
        var z = tensor(logits.ToArray(), [1, 1, 8, 8]).to_type(type).requires_grad_();
        var value = ReferenceLosses.ByName[loss].First().Create().call(z, tensor(target.ToArray(), [1, 1, 8, 8]));
        value.backward();
        return (Numbers.Of(value)[0], Numbers.Of(z.grad!));
    }
}
