using LossDsl.Conformance.Cases;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests of local means, variances and covariances in kernels on images of many shapes: one band or several, smaller than the window, a single pixel, zero to five spatial dimensions.</summary>
public sealed class WindowTests : IDisposable
{
    private static readonly Func<LossOptions, FormulaLoss>[] Losses =
    [
        static o => new OwnWindow1Loss(options: o), static o => new OwnWindow3Loss(options: o), static o => new OwnWindow11Loss(options: o), static o => new OwnWindow99Loss(options: o),
        static o => new OwnDeviationLoss(options: o), static o => new OwnCovarianceLoss(options: o), static o => new OwnMoments11Loss(options: o),
        static o => new OwnCrossMeanLoss(options: o), static o => new OwnWindowSumsLoss(options: o), static o => new OwnBoxExtremesLoss(options: o), static o => new OwnOpeningLoss(options: o),
    ];

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly int threads = get_num_threads();

    public static TheoryData<int, long[]> Images
    {
        get
        {
            var data = new TheoryData<int, long[]>();
            foreach (var loss in Enumerable.Range(0, Losses.Length))
            {
                data.Add(loss, [2, 2]);
                data.Add(loss, [2, 1, 1]);
                data.Add(loss, [1, 2, 3000]);
                data.Add(loss, [1, 3, 5, 7]);
                data.Add(loss, [2, 1, 400, 9]);
                data.Add(loss, [1, 1, 9, 5000]);
                data.Add(loss, [1, 2, 331, 197]);
                data.Add(loss, [2, 1, 1, 12, 17]);
                data.Add(loss, [1, 1, 13, 12, 11]);
                data.Add(loss, [1, 1, 5, 331, 130]);
                data.Add(loss, [1, 1, 4, 3, 10, 12]);
                data.Add(loss, [1, 1, 3, 2, 4, 5, 6]);
            }

            return data;
        }
    }

    public void Dispose()
    {
        set_num_threads(threads);
        scope.Dispose();
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Windows_of_kernels_agree_with_tensor_operations(int loss, long[] shape)
    {
        var random = new torch.Generator(3);
        var (logits, target) = (randn(shape, float64, generator: random), rand(shape, float64, generator: random));
        using var expected = Losses[loss](new() { Backend = Backend.Tensors }).ValueAndGradient(logits, target);
        using var actual = Losses[loss](new()).ValueAndGradient(logits, target);

        Assert.Equal(expected.Value.item<double>(), actual.Value.item<double>(), 1e-12);
        // The covariance of a single pixel has the gradient 0, up to rounding.
        Assert.InRange((actual.Gradient - expected.Gradient).abs().max().item<double>(), 0, 1e-12 * Math.Max(1e-3, expected.Gradient.abs().max().item<double>()));
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void The_number_of_threads_changes_no_bit_of_a_window(int loss, long[] shape)
    {
        var random = new torch.Generator(4);
        var (logits, target) = (randn(shape, generator: random), rand(shape, generator: random));
        var module = Losses[loss](new() { Region = Region.WholeBatch });
        set_num_threads(1);
        using var one = module.ValueAndGradient(logits, target);
        set_num_threads(3);
        using var three = module.ValueAndGradient(logits, target);

        Assert.Equal(Numbers.Of(one.Value), Numbers.Of(three.Value));
        Assert.Equal(Numbers.Of(one.Gradient), Numbers.Of(three.Gradient));
    }
}
