using LossDsl.Conformance.Cases;
using LossDsl.GpuCheck.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.GpuCheck.Checks;

/// <summary>
/// Compares kernels on the device with tensor operations on the CPU in float64, for the same inputs: <c>ValueAndGradient</c>, and <c>Compute</c> with a later backward pass.
/// </summary>
internal sealed class ConformanceCheck(Machine machine, Report report)
{
    // Half of the smallest float16, to which a small gradient is rounded; and a value that is 0 but for rounding.
    private const double SmallestHalf = 1.0 / (1 << 25), SmallestValue = 1e-15;

    private readonly Dictionary<ScalarType, (int Cases, double Value, double Gradient)> worst = [];

    /// <summary>Runs all cases.</summary>
    public void Run()
    {
        var seed = 0;
        foreach (var tested in ConformanceCases.Create(machine.IsQuick))
        {
            using var scope = NewDisposeScope();
            Guard(tested, () => Compare(tested, ++seed));
        }

        report.Table(
            "conformance",
            ["logits", "cases", "largest error of a value", "allowed", "largest error of a gradient", "allowed "],
            [.. worst.Select(static type => (object[])[type.Key.ToString(), type.Value.Cases, type.Value.Value, Tolerance.Of(type.Key).Value, type.Value.Gradient, Tolerance.Of(type.Key).Gradient])]);
    }

    private void Guard(ConformanceCase tested, Action compare)
    {
        try
        {
            compare();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            report.Check(false, $"{tested}: {e.Message}");
        }
    }

    private void Compare(ConformanceCase tested, int seed)
    {
        var (logits, target, valid) = tested.CreateInputs(seed);
        using var exact = tested.Create(Backend.Tensors);
        using var expected = exact.ValueAndGradient(logits.to_type(float64), tested.HoldsIndices ? target : target.to_type(float64), new() { Valid = valid });
        using var loss = tested.Create(Backend.Kernels);
        var (x, y, annotations) = (logits.to(machine.Device), target.to(machine.Device), new TargetAnnotations { Valid = valid?.to(machine.Device) });
        using var direct = loss.ValueAndGradient(x, y, annotations);
        Record(tested, "ValueAndGradient", direct.Value, direct.Gradient, expected);
        var leaf = x.detach().requires_grad_();
        var value = loss.Compute(leaf, y, annotations);
        value.sum().backward();
        Record(tested, "backward", value.detach(), leaf.grad!, expected);
    }

    private void Record(ConformanceCase tested, string way, Tensor value, Tensor gradient, LossAndGradient expected)
    {
        var tolerance = Tolerance.Of(tested.Logits);
        var (byValue, byGradient) = (Distance(value, expected.Value, SmallestValue), Distance(gradient, expected.Gradient, tested.Logits == ScalarType.Float16 ? SmallestHalf : 0));
        var before = worst.GetValueOrDefault(tested.Logits);
        worst[tested.Logits] = (before.Cases + 1, Math.Max(before.Value, byValue), Math.Max(before.Gradient, byGradient));
        report.Check(byValue <= tolerance.Value && byGradient <= tolerance.Gradient, FormattableString.Invariant($"{way} of {tested}: value off by {byValue:g3}, gradient by {byGradient:g3} of the largest"));
    }

    // Relative to the largest number; differences up to the smallest that counts are none.
    private static double Distance(Tensor actual, Tensor expected, double smallest)
    {
        var difference = (actual.cpu().to_type(float64) - expected).abs().max().item<double>();
        var largest = expected.abs().max().item<double>();
        return double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(0, difference - smallest) / Math.Max(largest, 1e-30);
    }
}
