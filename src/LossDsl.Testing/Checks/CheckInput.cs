using LossDsl.Testing.Inputs;
using LossDsl.Testing.Oracles;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Testing.Checks;

/// <summary>Random logits and target of a setting, float64, as arrays in the order of the indices.</summary>
internal sealed class CheckInput
{
    private readonly Tensor target;

    public CheckInput(Setting setting, IReadOnlyList<long> shape)
    {
        var random = new Random(setting.Seed);
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
        return Numbers.Of(loss.call(tensor(logits, Shape), target));
    }

    /// <summary>Evaluates a loss and returns the shape of its value too.</summary>
    public (double[] Value, long[] Shape) Value(FormulaLoss loss)
    {
        using var scope = NewDisposeScope();
        var value = loss.call(tensor(Logits, Shape), target);
        return (Numbers.Of(value), value.shape);
    }

    /// <summary>Returns dL/dlogits by the backward pass, where L is the sum of the values, each times its upstream factor.</summary>
    public double[] Gradient(FormulaLoss loss, double[] upstream)
    {
        using var scope = NewDisposeScope();
        var logits = tensor(Logits, Shape).requires_grad_();
        (loss.call(logits, target).flatten() * tensor(upstream)).sum().backward();
        return Numbers.Of(logits.grad!);
    }

    /// <summary>Returns the formula of a loss for this target, to be run as C#.</summary>
    public StageInterpreter Formula(FormulaLoss loss) =>
        new(loss.GetType(), HyperparameterValues.Of(loss), loss.Options, new OracleTarget(Numbers.Of(target), null, loss.Options, Shape));
}
