using LossDsl.Conformance.Cases;
using LossDsl.Conformance.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests every loss with saturated logits and with masks that are empty, full or ignored: value and gradient are finite, and 0 where every pixel is ignored.</summary>
public sealed class HazardTableTests
{
    public static TheoryData<string, ScalarType> Losses
    {
        get
        {
            var data = new TheoryData<string, ScalarType>();
            foreach (var loss in ReferenceLosses.Defaults)
            {
                foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16 })
                {
                    data.Add(loss.Name, type);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Value_and_gradient_are_finite_for_saturated_logits_and_any_mask(string loss, ScalarType type)
    {
        var random = new Random(7);
        double[] limits = type is ScalarType.Float16 or ScalarType.BFloat16 ? [100] : [30, 1e4];
        var failures = from input in SaturatedInput.All(limits)
                       from activation in Activations(type)
                       from variant in ReferenceLosses.ByName[loss].Concat(type == ScalarType.Float16 || activation == Activation.None ? [] : ReferenceLosses.Extremes(loss))
                       let result = Evaluate(variant, type, activation, input, random)
                       where !double.IsFinite(result.Value) || !result.Gradient.All(double.IsFinite)
                       select $"{variant} {activation} {input}: {result.Value}, gradient {result.Gradient.First(g => !double.IsFinite(g) || g == result.Gradient[0])}";
        var list = failures.ToArray();

        Assert.True(list.Length == 0, $"{list.Length} failures:\n{string.Join('\n', list.Take(12))}");
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Where_every_pixel_is_ignored_value_and_gradient_are_zero(string loss, ScalarType type)
    {
        using var scope = NewDisposeScope();
        foreach (var variant in ReferenceLosses.ByName[loss])
        {
            foreach (var policy in Enum.GetValues<EmptyMask>())
            {
                var logits = (randn([2, 3, 4, 5]) * 5).to_type(type);
                using var result = variant.Create(new() { Activation = Activation.Softmax, EmptyMask = policy, IgnoreIndex = 255, LabelSmoothing = 0.1 }).ValueAndGradientOfInputs(logits, full([2, 4, 5], 255, uint8));

                Assert.Equal(0, Numbers.Of(result.Value)[0]);
                Assert.Equal(0, Numbers.Largest(Numbers.Of(result.Gradient)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Ignored_pixels_change_no_value_and_get_no_gradient(string loss, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var logits = (randn([1, 2, 6, 6]) * 3).to_type(type);
        var target = cat([rand(1, 1, 6, 6).gt(0.5), rand(1, 1, 6, 6).gt(0.5)], 1).to_type(float64);
        var valid = rand(1, 1, 6, 6).gt(0.4);
        var module = ReferenceLosses.ByName[loss].First().Create();
        using var expected = module.ValueAndGradientOfInputs(logits, target, new() { Valid = valid });

        using var actual = module.ValueAndGradientOfInputs(where(valid, logits, full_like(logits, 9)), where(valid, target, full_like(target, 255)), new() { Valid = valid });

        // These losses read the contour of the prediction, or distances to it, which are computed over all pixels, ignored ones included.
        if (loss is not ("hausdorff" or "log-hausdorff" or "shape-aware" or "shape-aware-survey-literal"))
        {
            var value = Numbers.Of(expected.Value)[0];
            Assert.Equal(value, Numbers.Of(actual.Value)[0], 1e-6 * Math.Abs(value));
        }

        Assert.Equal(0, Numbers.Largest(Numbers.Of(where(valid, zeros_like(actual.Gradient), actual.Gradient))));
    }

    // For a given probability of 0 the slope of the logarithm is 1e30. Float16 can hold neither that nor the slopes of large powers.
    private static Activation[] Activations(ScalarType type) =>
        type == ScalarType.Float16 ? [Activation.Sigmoid, Activation.Softmax] : [Activation.Sigmoid, Activation.Softmax, Activation.None];

    private static (double Value, double[] Gradient) Evaluate(ReferenceLoss loss, ScalarType type, Activation activation, SaturatedInput input, Random random)
    {
        using var scope = NewDisposeScope();
        var (logits, target) = input.Draw([1, activation == Activation.Softmax ? 3 : 1, 8, 8], activation, random);
        using var result = loss.Create(new() { Activation = activation }).ValueAndGradientOfInputs(logits.to_type(type), target);
        return (Numbers.Of(result.Value)[0], Numbers.Of(result.Gradient));
    }
}
