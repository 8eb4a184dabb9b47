using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.GpuCheck.Checks;

/// <summary>A call whose kernels are compared with tensor operations.</summary>
/// <param name="Loss">Name of the loss.</param>
/// <param name="Activation">Activation of the logits.</param>
/// <param name="Logits">Type of the logits.</param>
/// <param name="Target">Type of the target; int64 for class indices.</param>
/// <param name="IsMasked">Whether some pixels are invalid.</param>
/// <param name="Reduction">Reduction of the region values.</param>
/// <param name="Shape">Shape of the logits.</param>
internal sealed record ConformanceCase(string Loss, Activation Activation, ScalarType Logits, ScalarType Target, bool IsMasked, Reduction Reduction, long[] Shape)
{
    /// <summary>Whether the target holds class indices.</summary>
    public bool HoldsIndices => Target == ScalarType.Int64;

    /// <summary>Creates the loss.</summary>
    public FormulaLoss Create(Backend backend) => Losses.LossCatalog.All[Loss].Create(options: new() { Activation = Activation, Reduction = Reduction, Backend = backend });

    /// <summary>Creates random inputs on the CPU, the same for each case at every run.</summary>
    public (Tensor Logits, Tensor Target, Tensor? Valid) CreateInputs(int seed)
    {
        using var generator = new Generator((ulong)seed);
        var logits = (Activation == Activation.None ? 0.05 + (0.9 * rand(Shape, float64, generator: generator)) : 3 * randn(Shape, float64, generator: generator)).to_type(Logits);
        long[] mask = [Shape[0], 1, .. Shape[2..]];
        var target = HoldsIndices ? randint(0, Shape[1], [Shape[0], .. Shape[2..]], int64, generator: generator) : rand(Shape, float64, generator: generator).lt(0.4).to_type(Target);
        return (logits, target, IsMasked ? rand(mask, float64, generator: generator).gt(0.2) : null);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Loss}, {Activation}, {Logits} logits, {Target} target, {(IsMasked ? "masked, " : "")}{Reduction}, {string.Join('×', Shape)}";
}
