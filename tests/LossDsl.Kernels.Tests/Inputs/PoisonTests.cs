using LossDsl.Inputs;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Kernels.Inputs;

/// <summary>Wrong values on a device that must not be waited for: value and gradient become NaN.</summary>
public sealed class PoisonTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(Activation.Sigmoid, 1.0, false)]
    [InlineData(Activation.Sigmoid, 1.1, true)]
    [InlineData(Activation.Sigmoid, double.NaN, true)]
    [InlineData(Activation.None, 1.0, false)]
    public void Of_a_mask(Activation activation, double value, bool isWrong)
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
    public void Of_class_indices(int value, long? ignored, bool isWrong)
    {
        var target = zeros([2, 5], int64);
        target[1, 4] = value;

        Assert.Equal(isWrong, IsPoisoned(zeros(2, 3, 5), target, new() { Activation = Activation.Softmax, IgnoreIndex = ignored }));
    }

    [Fact]
    public void Of_given_probabilities() => Assert.True(IsPoisoned(full([2, 3, 5], -0.1), zeros(2, 3, 5), new() { Activation = Activation.None }));

    [Fact]
    public void No_number_is_asked_for()
    {
        // A tensor without numbers has none to tell: whatever waits for one throws.
        var (logits, target) = (zeros([2, 3, 8, 8], device: META), zeros([2, 8, 8], int64, META));

        Assert.Equal(DeviceType.META, ValueCheck.Poison(logits, target, new() { Activation = Activation.None, IgnoreIndex = 255 }, new() { Valid = ones([2, 1, 8, 8], @bool, META) }).device_type);
    }

    private static bool IsPoisoned(Tensor logits, Tensor target, LossOptions options)
    {
        var poison = ValueCheck.Poison(logits, target, options, TargetAnnotations.None).item<float>();
        Assert.True(poison == 0 || float.IsNaN(poison));
        return float.IsNaN(poison);
    }
}
