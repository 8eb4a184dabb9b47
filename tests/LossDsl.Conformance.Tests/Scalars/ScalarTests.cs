using System.Diagnostics;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Scalars;

/// <summary>
/// Tests that no garbage collection frees a number while libtorch reads it. TorchSharp 0.107 does not keep a <see cref="Scalar"/> alive during the call; NumberMath does.
/// </summary>
public sealed class ScalarTests
{
    private const string Place = "LossDsl.Tensors.NumberMath";
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);

    [Fact]
    public void Only_one_type_of_the_runtime_makes_scalars()
    {
        var calls = ScalarCalls.Find(typeof(FormulaLoss).Assembly).ToList();
        Assert.DoesNotContain(calls, static c => !IsInPlace(c.Caller));

        // There a number becomes a Scalar by the conversion itself, which NumberMath keeps alive, and not within TorchSharp.
        Assert.NotEmpty(calls);
        Assert.All(calls, static c => Assert.Contains("TorchSharp.Scalar::op_Implicit", c.Called, StringComparison.Ordinal));
    }

    [Fact]
    public void Generated_code_makes_no_scalar() => Assert.Empty(ScalarCalls.Find(typeof(DiceLoss).Assembly));

    [Fact]
    public void The_search_finds_conversions_and_methods_that_convert()
    {
        var called = ScalarCalls.Find(typeof(ScalarTests).Assembly).Where(static c => c.Caller == typeof(ScalarTests).FullName).Select(static c => c.Called).ToList();
        Assert.Contains(called, static c => c.Contains("op_Addition", StringComparison.Ordinal));
        Assert.Contains(called, static c => c.Contains("op_Implicit", StringComparison.Ordinal));
        Assert.DoesNotContain(called, static c => c.Contains("op_Multiply", StringComparison.Ordinal));
    }

    // With numbers that nothing keeps alive, the first call fails after about a second.
    [Fact]
    public void Collections_on_other_threads_change_no_result()
    {
        using var scope = NewDisposeScope();
        var logits = randn([1, 2, 2, 2]);
        Func<double>[] calls = [Call(Activation.Sigmoid, logits, rand_like(logits)), Call(Activation.Softmax, logits, zeros([1, 2, 2], int64))];
        double[] expected = [.. calls.Select(static call => call())];
        using var collectors = new Collectors(4);
        for (var time = Stopwatch.StartNew(); time.Elapsed < Duration;)
        {
            Assert.Equal(expected, calls.Select(static call => call()));
        }
    }

    private static Func<double> Call(Activation activation, Tensor logits, Tensor target)
    {
        var loss = new DiceCrossEntropyLoss(options: new() { Activation = activation, Backend = Backend.Tensors });
        return () =>
        {
            using var result = loss.ValueAndGradient(logits, target);
            return result.Value.item<float>() + result.Gradient.data<float>().Sum(static g => (double)g * g);
        };
    }

    // Never called: what the search must find.
    private static Tensor Unsafe(Tensor a) => (a + (a * a)).clamp(min: 1);

    private static bool IsInPlace(string type) => type == Place || type.StartsWith(Place + "/", StringComparison.Ordinal);
}
