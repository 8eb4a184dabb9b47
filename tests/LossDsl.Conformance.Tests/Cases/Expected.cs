using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Cases;

/// <summary>What the oracles say of a case. Gradients are those of the sum of the result's elements, each times its upstream factor.</summary>
internal sealed class Expected
{
    private readonly Case tested;
    private readonly double[] logits;
    private readonly double[] target;
    private readonly ReferenceInterpreter reference;

    public Expected(Case tested, CaseInputs inputs)
    {
        this.tested = tested;
        logits = Numbers.Of(inputs.Logits);
        target = Numbers.Of(inputs.Target);
        reference = new ReferenceInterpreter(tested.Loss, tested.Options, tested.Shape, target);
        Value = reference.Evaluate(logits);
    }

    /// <summary>The formula called as C#.</summary>
    public double[] Value { get; }

    public double[] GradientByAutograd(double[] upstream)
    {
        using var scope = NewDisposeScope();
        var leaf = tensor(logits, tested.Shape).requires_grad_();
        var result = Transcription.Evaluate(tested.Loss, leaf, tensor(target, tested.Shape), tested.Options);
        (result.flatten() * tensor(upstream)).sum().backward();
        return Numbers.Of(leaf.grad!);
    }

    public double[] GradientByDifferences(double[] upstream) =>
        CentralDifferences.Gradient(moved => reference.Evaluate(moved).Zip(upstream, static (value, factor) => value * factor).Sum(), logits);
}
