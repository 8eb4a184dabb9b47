using LossDsl.Inputs;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Kernels.Inputs;

/// <summary>
/// Tests of <see cref="ValueCheck.NanIfWrong"/>, the check of values for devices whose tensors cannot be read without waiting. A wrong target or probability makes the poison
/// NaN, and with it value and gradient.
/// </summary>
public sealed class PoisonTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(Activation.Sigmoid, 1.0, false)]
    [InlineData(Activation.Sigmoid, 1.1, true)]
    [InlineData(Activation.Sigmoid, double.NaN, true)]
    [InlineData(Activation.None, 1.0, false)]
    public void A_mask_outside_0_to_1_is_poisoned(Activation activation, double value, bool isWrong)
    {
        var target = zeros(2, 3, 5);
        target[1, 2, 4] = value;

        Assert.Equal(isWrong, IsPoisoned(zeros(2, 3, 5), target, new() { Activation = activation }));
    }

    [Theory]
    [InlineData(2, null, false)]
    [InlineData(3, null, true)]
    [InlineData(-1, null, true)]
    [InlineData(-1, -1L, false)]
    public void A_class_index_that_does_not_exist_is_poisoned_unless_it_is_ignored(int value, long? ignored, bool isWrong)
    {
        var target = zeros([2, 5], int64);
        target[1, 4] = value;

        Assert.Equal(isWrong, IsPoisoned(zeros(2, 3, 5), target, new() { Activation = Activation.Softmax, IgnoreIndex = ignored }));
    }

    [Fact]
    public void Probabilities_outside_0_to_1_are_poisoned() => Assert.True(IsPoisoned(full([2, 3, 5], -0.1), zeros(2, 3, 5), new() { Activation = Activation.None }));

    [Fact]
    public void The_check_reads_no_value()
    {
        // A tensor on the meta device has no values: any operation that reads one throws.
        var (logits, target) = (zeros([2, 3, 8, 8], device: META), zeros([2, 8, 8], int64, META));

        Assert.Equal(DeviceType.META, ValueCheck.NanIfWrong(logits, target, new() { Activation = Activation.None, IgnoreIndex = 255 }, new() { Valid = ones([2, 1, 8, 8], @bool, META) }).device_type);
    }

    private static bool IsPoisoned(Tensor logits, Tensor target, LossOptions options)
    {
        var poison = ValueCheck.NanIfWrong(logits, target, options, TargetAnnotations.None).item<float>();
        Assert.True(poison == 0 || float.IsNaN(poison));
        return float.IsNaN(poison);
    }
}
