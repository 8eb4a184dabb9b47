using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests that unsuitable logits, targets and hyperparameters are refused before anything is computed, with a message that says what was expected.</summary>
public sealed class InputTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(new long[] { 4 }, new long[] { 4 }, "logits", "Logits have shape [4]; they must be [B, C, ...]: images, classes, then the spatial dimensions.")]
    [InlineData(new long[] { 0, 2, 4 }, new long[] { 0, 2, 4 }, "logits", "Logits have shape [0, 2, 4]: there is no pixel in them.")]
    [InlineData(new long[] { 1, 2, 0, 4 }, new long[] { 1, 2, 0, 4 }, "logits", "Logits have shape [1, 2, 0, 4]: there is no pixel in them.")]
    [InlineData(new long[] { 2, 3, 4, 4 }, new long[] { 2, 4, 5 }, "target", "Logits have shape [2, 3, 4, 4], the target has shape [2, 4, 5]; they must be equal, or the target holds class indices and lacks dimension 1.")]
    [InlineData(new long[] { 1, 2, 4, 4 }, new long[] { 1, 2, 4, 5 }, "target", "Logits have shape [1, 2, 4, 4], the target has shape [1, 2, 4, 5]; they must be equal, or the target holds class indices and lacks dimension 1.")]
    [InlineData(new long[] { 2, 3, 4, 4 }, new long[] { 2, 1, 4, 4 }, "target", "Logits have 3 classes, the target has 1 (dimension 1 of [2, 3, 4, 4] and [2, 1, 4, 4]). If it holds class indices, remove that dimension: target.squeeze(1).")]
    [InlineData(new long[] { 1, 2 }, new long[] { 1, 3 }, "target", "Logits have 2 classes, the target has 3 (dimension 1 of [1, 2] and [1, 3]).")]
    public void Shapes_must_fit(long[] logits, long[] target, string parameter, string message) =>
        AssertRefused(new DiceLoss(), zeros(logits).requires_grad_(), zeros(target), parameter, message);

    [Fact]
    public void Logits_must_be_floating()
    {
        var e = Assert.Throws<ArgumentException>("logits", () => new DiceLoss().call(zeros([1, 2], int64), zeros(1, 2)));

        Assert.Equal("Logits are Int64; they must be one of Float32, Float64, Float16, BFloat16. (Parameter 'logits')", e.Message);
    }

    [Fact]
    public void A_target_must_be_real() =>
        AssertRefused(new DiceLoss(), zeros(1, 2).requires_grad_(), zeros([1, 2], complex64), "target", "The target is ComplexFloat32; it must be real, with values in [0, 1].");

    [Fact]
    public void Logits_and_target_must_be_on_one_device() =>
        AssertRefused(new DiceLoss(), zeros(1, 2).requires_grad_(), zeros([1, 2], device: META), "target", "Logits are on cpu, the target is on meta; move one to the other.");

    [Fact]
    public void Softmax_needs_two_classes() =>
        AssertRefused(
            new DiceLoss(options: new() { Activation = Activation.Softmax }),
            zeros(2, 1, 3).requires_grad_(),
            zeros(2, 1, 3),
            "logits",
            "Softmax needs two classes or more; logits of shape [2, 1, 3] have 1, whose probability would always be 1. Give the background a channel of its own, or take a loss made for Activation.Sigmoid.");

    [Fact]
    public void Null_tensors_are_refused()
    {
        Assert.Throws<ArgumentNullException>("logits", () => new DiceLoss().call(null!, zeros(1, 2)));
        Assert.Throws<ArgumentNullException>("target", () => new DiceLoss().call(zeros(1, 2), null!));
        Assert.Throws<ArgumentNullException>("logits", () => new DiceLoss().Backward(null!, zeros(1, 2)));
    }

    [Fact]
    public void Backward_needs_logits_that_require_a_gradient()
    {
        var e = Assert.Throws<InvalidOperationException>(() => new DiceLoss().Backward(zeros(1, 2), zeros(1, 2)));

        Assert.Equal("The logits do not require a gradient, so there is nothing to hand dL/dlogits to. Were they computed under no_grad, or detached?", e.Message);
    }

    [Fact]
    public void A_hyperparameter_outside_its_range_names_value_and_bounds()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>("fpWeight", () => new TverskyLoss(fpWeight: 1.5));
        Assert.StartsWith("Hyperparameter 'fpWeight' is 1.5; it must be a finite number in [0, 1]. (Parameter 'fpWeight')", e.Message);
        Assert.Equal(1.5, e.ActualValue);

        Assert.Throws<ArgumentOutOfRangeException>("exponent", () => new FocalTverskyLoss(exponent: 0.09));
        Assert.Throws<ArgumentOutOfRangeException>("smooth", () => new JaccardLoss(smooth: -1e-9));
        Assert.Throws<ArgumentOutOfRangeException>("smooth", () => new JaccardLoss(smooth: 1000.1));
        Assert.Throws<ArgumentOutOfRangeException>("smoothDenominator", () => new DiceLoss(smoothDenominator: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("sensitivityWeight", () => new SensitivitySpecificityLoss(sensitivityWeight: double.PositiveInfinity));
        Assert.Equal((0, 1, 1000), (new TverskyLoss(fpWeight: 0).FpWeight, new TverskyLoss(fnWeight: 1).FnWeight, new JaccardLoss(1000).Smooth));
    }

    private static void AssertRefused(FormulaLoss loss, Tensor logits, Tensor target, string parameter, string message)
    {
        foreach (var path in new Action[] { () => loss.call(logits, target), () => loss.ValueAndGradient(logits, target), () => loss.Backward(logits, target) })
        {
            Assert.Equal($"{message} (Parameter '{parameter}')", Assert.Throws<ArgumentException>(parameter, path).Message);
        }
    }
}
