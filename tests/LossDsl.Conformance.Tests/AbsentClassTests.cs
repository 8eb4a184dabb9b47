using LossDsl.Testing.Oracles;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Losses without smoothing where classes are absent and predictions are saturated, so that quotients are 0/0: both backends against the formula run as C#.</summary>
public sealed class AbsentClassTests : IDisposable
{
    private static readonly long[] Shape = [2, 3, 1, 4];

    private static readonly Func<LossOptions, FormulaLoss>[] Losses =
        [static o => new OwnRecallLoss(o), static o => new OwnRecallAsErrorLoss(o), static o => new OwnHarmonicMeanLoss(o), static o => new OwnCorrelationLoss(o), static o => new OwnSumsLoss(o)];

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<int, double, Region, Backend> Cases
    {
        get
        {
            var data = new TheoryData<int, double, Region, Backend>();
            foreach (var (loss, logit) in Enumerable.Range(0, Losses.Length).SelectMany(static loss => new[] { 1, 1e4 }, static (loss, logit) => (loss, logit)))
            {
                foreach (var region in Enum.GetValues<Region>())
                {
                    data.Add(loss, logit, region, Backend.Tensors);
                    data.Add(loss, logit, region, Backend.Kernels);
                }
            }

            return data;
        }
    }

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_at_0_over_0_are_those_of_the_formula(int loss, double logit, Region region, Backend backend)
    {
        // In the first image one class is absent and one fills it; in the second image all are absent but the first. At ±1e4 the predictions are exact.
        var labels = tensor(new long[] { 1, 1, 1, 1, 0, 0, 0, 0 }, [2, 1, 4]);
        var target = nn.functional.one_hot(labels, 3).permute(0, 3, 1, 2).contiguous().to(float64);
        var logits = ((2 * target) - 1) * logit;
        var options = new LossOptions { Activation = Activation.Sigmoid, Region = region, Backend = backend };
        using var created = Losses[loss](options);
        var found = created.ValueAndGradient(logits, target);
        var expected = new StageInterpreter(created.GetType(), new Dictionary<string, double>(), options, new(Numbers.Of(target), null, options, Shape)).Evaluate(Numbers.Of(logits)).Single();
        Assert.InRange(Math.Abs(found.Value.item<double>() - expected), 0, 1e-5);
        Assert.True(found.Gradient.isfinite().all().item<bool>());
    }

    [Fact]
    public void Equal_forms_have_equal_values_and_gradients()
    {
        var labels = tensor(new long[] { 1, 1, 1, 0, 0, 0, 0, 0 }, [2, 1, 4]);
        var logits = randn([2, 3, 1, 4], float64, generator: new Generator(3));
        foreach (var backend in new[] { Backend.Tensors, Backend.Kernels })
        {
            var (one, other) = (Losses[0](new() { Backend = backend }).ValueAndGradient(logits, labels), Losses[1](new() { Backend = backend }).ValueAndGradient(logits, labels));
            Assert.InRange(Math.Abs((one.Value - other.Value).item<double>()), 0, 1e-14);
            Assert.InRange((one.Gradient - other.Gradient).abs().max().item<double>(), 0, 1e-14);
        }
    }
}
