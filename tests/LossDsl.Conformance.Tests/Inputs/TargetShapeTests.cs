using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests of how the shape of a target decides its meaning beside the logits: a mask, class indices, or an error.</summary>
public sealed class TargetShapeTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.Bool)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int64)]
    public void With_one_channel_a_target_without_dimension_1_is_the_mask(ScalarType type)
    {
        foreach (var activation in new[] { Activation.Sigmoid, Activation.None })
        {
            foreach (var backend in new[] { Backend.Automatic, Backend.Scalar, Backend.Tensors })
            {
                foreach (var shape in new long[][] { [3, 1, 4, 5], [3, 1], [2, 1, 3, 4, 5] })
                {
                    var logits = rand(shape);
                    var mask = randn(shape).gt(0).to_type(type);
                    var loss = new BinaryCrossEntropyLoss(new() { Activation = activation, Backend = backend });
                    using var expected = loss.ValueAndGradient(logits, mask);
                    using var actual = loss.ValueAndGradient(logits, mask.squeeze(1));

                    Assert.Equal(expected.Value.item<float>(), actual.Value.item<float>());
                    Assert.True(expected.Gradient.equal(actual.Gradient).all().item<bool>());
                }
            }
        }
    }

    [Fact]
    public void A_target_without_dimension_1_is_not_read_as_the_inverse_mask()
    {
        var mask = zeros([1, 8, 8], int64);
        mask[0, 2..6, 2..6] = 1;
        var perfect = 40 * mask.unsqueeze(1).to_type(float32) - 20;

        Assert.InRange(new DiceLoss().call(perfect, mask).item<float>(), 0, 1e-4);
        Assert.InRange(new DiceLoss().call(-perfect, mask).item<float>(), 0.99, 1);
    }

    [Fact]
    public void Ignored_pixels_and_soft_labels_need_no_dimension_1()
    {
        var (logits, mask) = (randn(2, 1, 6, 6), rand(2, 1, 6, 6));
        mask[0, 0, 1] = 255;
        foreach (var backend in new[] { Backend.Automatic, Backend.Tensors })
        {
            var loss = new DiceLoss(options: new() { IgnoreIndex = 255, SoftLabels = SoftLabels.L1, LabelSmoothing = 0.1, Backend = backend });

            Assert.Equal(loss.call(logits, mask).item<float>(), loss.call(logits, mask.squeeze(1)).item<float>());
        }
    }

    [Theory]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Float32)]
    public void Labels_with_a_dimension_of_one_class_are_refused_with_the_way_to_remove_it(ScalarType type)
    {
        var e = Assert.Throws<ArgumentException>("target", () => new DiceLoss(options: new() { Activation = Activation.Softmax }).call(randn(2, 3, 4, 4), zeros([2, 1, 4, 4], type)));

        Assert.StartsWith("Logits have 3 classes, the target has 1 (dimension 1 of [2, 3, 4, 4] and [2, 1, 4, 4]). If it holds class indices, remove that dimension: target.squeeze(1).", e.Message);
    }
}
