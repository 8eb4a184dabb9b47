using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Computes centerline Dice for <see cref="CarefulLosses"/>, as its authors do: erosions and dilations are max_pool2d, differentiated by autograd. The target has no graph.</summary>
internal static class CarefulSkeletons
{
    private const int Iterations = 3;

    /// <summary>Computes value and gradient, smoothed by 1.</summary>
    public static (Tensor, Tensor) ClDice(Tensor x, Tensor y)
    {
        using var grad = enable_grad();
        var logits = x.detach().requires_grad_();
        var p = logits.sigmoid();
        var (ofPrediction, ofTarget) = (Skeleton(p), Skeleton(y));
        var precision = (Sum(ofPrediction * y) + 1) / (Sum(ofPrediction) + 1);
        var sensitivity = (Sum(ofTarget * p) + 1) / (Sum(ofTarget) + 1);
        var value = (1 - 2 * (precision * sensitivity) / (precision + sensitivity)).mean();
        value.backward();
        return (value.detach(), logits.grad!);
    }

    private static Tensor Sum(Tensor image) => image.sum([2, 3]);

    private static Tensor Skeleton(Tensor image)
    {
        var skeleton = (image - Open(image)).relu();
        for (var i = 0; i < Iterations; i++)
        {
            image = Erode(image);
            var delta = (image - Open(image)).relu();
            skeleton = skeleton + (delta - skeleton * delta).relu();
        }

        return skeleton;
    }

    private static Tensor Erode(Tensor image) => minimum(
        -functional.max_pool2d(-image, [3, 1], [1, 1], [1, 0]),
        -functional.max_pool2d(-image, [1, 3], [1, 1], [0, 1]));

    private static Tensor Open(Tensor image) => functional.max_pool2d(Erode(image), [3, 3], [1, 1], [1, 1]);
}
