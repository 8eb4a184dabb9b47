using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests that every backend refuses target values, and given probabilities, outside their range: at any pixel, before anything is computed with them.</summary>
public sealed class TargetValueTests : IDisposable
{
    // Two chunks of a pass, and a remainder that fills no vector.
    private const long Pixels = (1 << 15) + 13;

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    public static TheoryData<Backend, ScalarType> Targets
    {
        get
        {
            var data = new TheoryData<Backend, ScalarType>();
            foreach (var backend in Enum.GetValues<Backend>())
            {
                foreach (var type in new[] { ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float32, ScalarType.Float64 })
                {
                    data.Add(backend, type);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_mask_value_outside_0_to_1_is_found_at_any_pixel(Backend backend, ScalarType type)
    {
        foreach (var activation in new[] { Activation.Sigmoid, Activation.Softmax, Activation.None })
        {
            var loss = new DiceLoss(options: new() { Backend = backend, Activation = activation });
            foreach (var image in new[] { 0, 1 })
            {
                foreach (var pixel in new[] { 0, 1 << 14, Pixels - 14, Pixels - 1 })
                {
                    var target = zeros([2, 2, Pixels], type);
                    target[image, 1, pixel] = 2;

                    AssertRefused(loss, full([2, 2, Pixels], 0.5), target, $"1 of {4 * Pixels} target values lie outside [0, 1]; the first is 2 at [{image}, 1, {pixel}].");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_class_index_that_does_not_exist_is_found_at_any_pixel(Backend backend, ScalarType type)
    {
        if (type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64)
        {
            return;
        }

        foreach (var activation in new[] { Activation.Sigmoid, Activation.Softmax })
        {
            var loss = new CrossEntropyLoss(new() { Backend = backend, Activation = activation });
            foreach (var (value, pixel) in new[] { (3, 0L), (type == ScalarType.Byte ? 255 : -1, Pixels - 1), (100, Pixels - 20) })
            {
                var target = ones([2, Pixels], type);
                target[1, pixel] = value;

                AssertRefused(loss, zeros(2, 3, Pixels), target, $"1 of {2 * Pixels} target values are no class indices of 3 classes, 0 to 2; the first is {value} at [1, {pixel}]. If {value} marks pixels to be ignored, set IgnoreIndex = {value}.");
            }
        }
    }

    [Theory]
    [InlineData(Backend.Automatic)]
    [InlineData(Backend.Scalar)]
    [InlineData(Backend.Tensors)]
    public void Rounding_errors_of_0_and_1_are_accepted_and_no_more(Backend backend)
    {
        var loss = new DiceLoss(options: new() { Backend = backend });
        foreach (var fine in new[] { -0.0, -9e-6, 1 + 9e-6, 1, 0.5, 1e-40 })
        {
            Assert.True(float.IsFinite(loss.call(zeros(1, 1, 40), full([1, 1, 40], fine)).item<float>()));
        }

        foreach (var wrong in new[] { -1.1e-5, 1 + 2e-5, -1, 255, double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            var target = zeros(1, 1, 40);
            target[0, 0, 39] = wrong;

            Assert.Contains("1 of 40 target values lie outside [0, 1]", Assert.Throws<ArgumentException>("target", () => loss.call(zeros(1, 1, 40), target)).Message);
        }
    }

    [Theory]
    [InlineData(Backend.Automatic)]
    [InlineData(Backend.Scalar)]
    [InlineData(Backend.Tensors)]
    public void Ignored_and_masked_pixels_may_have_any_value(Backend backend)
    {
        var logits = rand(2, 3, 40);
        var mask = rand(2, 3, 40);
        mask[1, 2, 39] = 255;
        var labels = zeros([2, 40], uint8);
        labels[0, 0] = 255;
        var valid = ones([2, 1, 40], @bool);
        (valid[1, 0, 39], valid[0, 0, 0]) = (false, false);
        foreach (var activation in Enum.GetValues<Activation>())
        {
            var options = new LossOptions { Activation = activation, Backend = backend };
            foreach (var (loss, annotations) in new[] { (new DiceLoss(options: options with { IgnoreIndex = 255 }), TargetAnnotations.None), (new DiceLoss(options: options), new() { Valid = valid }) })
            {
                Assert.True(float.IsFinite(loss.Compute(logits, mask, annotations).item<float>()));
                Assert.True(float.IsFinite(loss.Compute(logits, labels, annotations).item<float>()));
            }
        }
    }

    [Fact]
    public void The_message_names_the_likely_cause_and_its_remedy()
    {
        var loss = new DiceLoss();
        var mask = full([1, 1, 4, 4], 255, uint8);
        mask[0, 0, 0] = 0;

        Assert.StartsWith(
            "12 of 16 target values lie outside [0, 1]; the first is 255 at [0, 0, 1, 0]. A mask of 0 and 255 becomes one of 0 and 1 by target / 255; class labels need logits with a channel for each class. If 255 marks pixels to be ignored, set IgnoreIndex = 255.",
            Assert.Throws<ArgumentException>("target", () => loss.call(zeros(1, 1, 4, 4), mask)).Message);
        Assert.Contains("target.gt(0)", Assert.Throws<ArgumentException>("target", () => loss.call(zeros(1, 1, 4, 4), full([1, 1, 4, 4], -1))).Message);
        Assert.Contains("TargetAnnotations.Valid", Assert.Throws<ArgumentException>("target", () => loss.call(zeros(1, 1, 4, 4), full([1, 1, 4, 4], double.NaN))).Message);
    }

    [Theory]
    [InlineData(Backend.Automatic)]
    [InlineData(Backend.Scalar)]
    [InlineData(Backend.Tensors)]
    public void Given_probabilities_outside_0_to_1_are_refused(Backend backend)
    {
        var loss = new DiceLoss(options: new() { Activation = Activation.None, Backend = backend });
        foreach (var target in new[] { zeros(2, 3, 40), zeros([2, 40], int64) })
        {
            var logits = full([2, 3, 40], 0.5);
            logits[1, 2, 39] = -3;
            var e = Assert.Throws<ArgumentException>("logits", () => loss.call(logits, target));

            Assert.StartsWith("1 of 240 probabilities lie outside [0, 1]; the first is -3 at [1, 2, 39]. Activation.None takes probabilities: for logits use Sigmoid or Softmax.", e.Message);
            Assert.True(float.IsFinite(loss.call(full([2, 3, 40], 1 + 1e-6), target).item<float>()));
            Assert.True(float.IsNaN(loss.call(full([2, 3, 40], double.NaN), target).item<float>()));
            using var valid = ones([2, 1, 40], @bool);
            valid[1, 0, 39] = false;
            Assert.True(float.IsFinite(loss.Compute(logits, target, new() { Valid = valid }).item<float>()));
        }
    }

    private static void AssertRefused(FormulaLoss loss, Tensor logits, Tensor target, string message)
    {
        Assert.StartsWith(message, Assert.Throws<ArgumentException>("target", () => loss.ValueAndGradient(logits, target)).Message);
        using (no_grad())
        {
            Assert.StartsWith(message, Assert.Throws<ArgumentException>("target", () => loss.call(logits, target)).Message);
        }
    }
}
