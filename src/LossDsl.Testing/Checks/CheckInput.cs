using LossDsl.Testing.Inputs;
using LossDsl.Testing.Oracles;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Testing.Checks;

/// <summary>Random logits, target and inputs of a setting, float64, as arrays in the order of the indices.</summary>
internal sealed class CheckInput
{
    private readonly Tensor target;
    private readonly int seed;

    public CheckInput(Setting setting, IReadOnlyList<long> shape)
    {
        seed = setting.Seed;
        var random = new Random(seed);
        Shape = [.. shape];
        Logits = Numbers.Of(RandomInput.Logits(Shape, setting.Activation, random));
        target = RandomInput.Target(Shape, setting.Activation, setting.Target, random).to_type(float64);
    }

    public long[] Shape { get; }

    public double[] Logits { get; }

    /// <summary>Evaluates a loss at other logits: a scalar, or one value for each region or image.</summary>
    public double[] Value(FormulaLoss loss, double[] logits)
    {
        using var scope = NewDisposeScope();
        return Numbers.Of(loss.Compute(tensor(logits, Shape), target, Annotations(loss)));
    }

    /// <summary>Evaluates a loss and returns the shape of its value too.</summary>
    public (double[] Value, long[] Shape) Value(FormulaLoss loss)
    {
        using var scope = NewDisposeScope();
        var value = loss.Compute(tensor(Logits, Shape), target, Annotations(loss));
        return (Numbers.Of(value), value.shape);
    }

    /// <summary>Returns dL/dlogits by the backward pass, where L is the sum of the values, each times its upstream factor.</summary>
    public double[] Gradient(FormulaLoss loss, double[] upstream)
    {
        using var scope = NewDisposeScope();
        var logits = tensor(Logits, Shape).requires_grad_();
        (loss.Compute(logits, target, Annotations(loss)).flatten() * tensor(upstream)).sum().backward();
        return Numbers.Of(logits.grad!);
    }

    /// <summary>Returns the formula of a loss for this target, to be run as C#.</summary>
    public StageInterpreter Formula(FormulaLoss loss) =>
        new(loss.GetType(), HyperparameterValues.Of(loss), loss.Options, new OracleTarget(Numbers.Of(target), null, loss.Options, Shape), Annotations(loss).Inputs?.ToDictionary(static input => input.Key, static input => Numbers.Of(input.Value)));

    // Drawn anew for each call, always the same.
    private TargetAnnotations Annotations(FormulaLoss loss) => RandomInputs.Annotations(loss, Shape, seed);
}
