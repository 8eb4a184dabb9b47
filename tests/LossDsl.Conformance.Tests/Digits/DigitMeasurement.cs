using LossDsl.Conformance.Cases;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Digits;

/// <summary>Measures the digits of a loss in a type: the worst of all inputs, for each of some groups of backends.</summary>
/// <param name="loss">The loss.</param>
/// <param name="type">The measured type.</param>
/// <param name="includes">Whether an input is measured.</param>
internal sealed class DigitMeasurement(string loss, MeasuredType type, Func<DigitInput, bool> includes)
{
    public static Backend[] Tensors { get; } = [Backend.Tensors];

    // Lanes of every width are measured on every processor, so that the figures are those of all.
    public static Backend[] Kernels { get; } = [Backend.Vector128, Backend.Vector256, Backend.Vector512];

    /// <summary>Measures with tensor operations in float64 as the oracle.</summary>
    public DigitCount[] Measure(params Backend[][] groups) => Measure(input => Evaluate(input, Backend.Tensors, ScalarType.Float64), groups);

    /// <summary>Measures with an oracle that returns value and gradient.</summary>
    public DigitCount[] Measure(Func<DigitInput, (double[] Value, double[] Gradient)> oracle, params Backend[][] groups)
    {
        using var scope = NewDisposeScope();
        DigitCount[] worst = [.. groups.Select(static _ => DigitCount.All)];
        foreach (var input in type.Activations.SelectMany(activation => DigitInput.Draw(type.Type, activation)).Where(includes))
        {
            var expected = oracle(input);
            worst = [.. groups.Zip(worst, (group, known) => group.Select(backend => DigitCount.Compare(Evaluate(input, backend, type.Type), expected, type)).Aggregate(known, static (a, b) => a.Worse(b)))];
        }

        return worst;
    }

    private (double[] Value, double[] Gradient) Evaluate(DigitInput input, Backend backend, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var module = LossCatalog.All[loss].Create(options: new() { Activation = input.Activation, Backend = backend });
        var result = module.ValueAndGradientOfInputs(input.Logits.to_type(dtype), input.Target.to_type(dtype));
        return (Numbers.Of(result.Value), Numbers.Of(result.Gradient));
    }
}
