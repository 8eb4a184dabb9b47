using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance.Cases;

/// <summary>
/// Expected value and gradients of a case by three oracles: the formula run as C#, autograd on its transcription to tensors, and central differences. A gradient is that of
/// the sum over the result's elements, each times its upstream factor.
/// </summary>
internal sealed class OracleResult
{
    private readonly Case tested;
    private readonly double[] logits;
    private readonly OracleTarget target;
    private readonly Dictionary<string, double[]>? given;
    private readonly StageInterpreter reference;

    public OracleResult(Case tested, CaseInputs inputs)
    {
        this.tested = tested;
        logits = Numbers.Of(inputs.Logits);
        bool[]? mask = inputs.Mask is null ? null : [.. Numbers.Of(inputs.Mask).Select(static valid => valid != 0)];
        target = new OracleTarget(Numbers.Of(inputs.Target), mask, tested.Options, tested.Shape);
        given = inputs.Annotations.Inputs?.ToDictionary(static input => input.Key, static input => Numbers.Of(input.Value));
        reference = new StageInterpreter(tested.Loss.Class, tested.Loss.Hyperparameters, tested.Options, target, given);
        Value = reference.Evaluate(logits);
        Cancellation = tested.Options.Reduction == Reduction.None ? 1 : CancellationOfParts();
    }

    /// <summary>Value by the formula run as C#: one number, or under Reduction.None one for each region or image.</summary>
    public double[] Value { get; }

    /// <summary>Sum of the magnitudes of the parts, relative to the magnitude of their sum: 1 if the values of all regions or images have one sign, or are not summed.</summary>
    public double Cancellation { get; }

    /// <summary>Evaluates the transcription with tensors and differentiates it by autograd.</summary>
    public (double[] Value, double[] Gradient) ByAutograd(double[] upstream)
    {
        using var scope = NewDisposeScope();
        var leaf = tensor(logits, tested.Shape).requires_grad_();
        var valid = tensor(target.Valid.Select(static v => v ? 1.0 : 0).ToArray(), tested.Shape);
        var result = Transcription.Evaluate(tested.Loss, new TensorRegions(leaf, tensor(target.Labels, tested.Shape), valid, tested.Options), tested.Options);
        (result.flatten() * tensor(upstream)).sum().backward();
        return (Numbers.Of(result), leaf.grad is null ? new double[logits.Length] : Numbers.Of(leaf.grad));
    }

    /// <summary>Differentiates the formula run as C# by central differences.</summary>
    public double[] GradientByDifferences(double[] upstream)
    {
        reference.Stop(logits);

        // A given probability may be 0.03 from 0 or 1, where the logarithm changes fast. The losses of the first lines jump, or have a kink, where a pixel passes
        // its threshold, its label or another pixel.
        var step = tested switch
        {
            { Loss.Name: "correlation-similarity-full" or "noise-robust-dice" or "cl-dice" or "dice-cl-dice" or "top-k-cross-entropy" or "ohem-cross-entropy" or "hausdorff-erosion" or "mbls" or "nacl" } or { Options.SoftLabels: SoftLabels.L1 } => 1e-5,
            { Loss.Name: "reduced-focal" or "dice-top-k" } => 3e-5,
            { Options.Activation: Activation.None } => 1e-4,
            _ => 1e-3,
        };
        return CentralDifferences.Gradient(moved => reference.Evaluate(moved).Zip(upstream, static (value, factor) => value * factor).Sum(), logits, step);
    }

    private double CancellationOfParts()
    {
        var parts = new StageInterpreter(tested.Loss.Class, tested.Loss.Hyperparameters, tested.Options with { Reduction = Reduction.None }, target, given).Evaluate(logits);
        var sum = Math.Abs(parts.Sum());
        return sum == 0 ? 1 : parts.Sum(Math.Abs) / sum;
    }
}
