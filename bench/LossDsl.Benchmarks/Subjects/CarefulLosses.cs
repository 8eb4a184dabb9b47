using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>
/// Losses as a good engineer writes them without a compiler of losses: the gradient by hand, without autograd, in as few tensor operations as go, in place where they can be,
/// and sums of products by matrix multiplication, which materialises nothing. Hyperparameters are those of the catalogue.
/// </summary>
internal static class CarefulLosses
{
    private static readonly Dictionary<string, Func<Tensor, Tensor, (Tensor, Tensor)>> Binary = new()
    {
        ["dice"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.5, 0.5, 0.5e-5),
        ["tversky"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.3, 0.7, 1e-5),
        ["focal-tversky"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.3, 0.7, 1e-5, static v => (v.pow(0.75), 0.75 * v.pow(-0.25))),
        ["log-cosh-dice"] = static (x, y) => CarefulRegion.Tversky(x, y, 0.5, 0.5, 0.5e-5, static v => (v.cosh().log(), v.tanh())),
        ["binary-cross-entropy"] = CarefulPixel.CrossEntropy,
        ["weighted-cross-entropy"] = static (x, y) => CarefulPixel.WeightedCrossEntropy(x, y, 1),
        ["focal"] = static (x, y) => CarefulPixel.Focal(x, y, 0.25, 2),
        ["combo"] = CarefulCompound.Combo,
        ["exponential-logarithmic"] = CarefulCompound.ExponentialLogarithmic,
    };

    private static readonly Dictionary<string, Func<Tensor, Tensor, (Tensor, Tensor)>> Multiclass = new()
    {
        ["dice"] = static (x, labels) => CarefulSoftmax.Dice(x, labels, 1e-5, crossWeight: 0),
        ["cross-entropy"] = CarefulSoftmax.CrossEntropy,
        ["dice-softmax-cross-entropy"] = static (x, labels) => CarefulSoftmax.Dice(x, labels, 1e-5, crossWeight: 1),
    };

    public static Func<Tensor, Tensor, (Tensor Value, Tensor Gradient)>? Find(string loss, Size size) => (size.IsMulticlass ? Multiclass : Binary).GetValueOrDefault(loss);
}
