using LossDsl.Conformance.Cases;
using LossDsl.Losses;
using LossDsl.Testing.Oracles;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance;

/// <summary>Tests of <see cref="FormulaLoss.PixelValues"/>: values and gradients against the formula run as C#, and against the loss that reduces the values.</summary>
public sealed class PixelValueTests : IDisposable
{
    private static readonly long[] Shape = [2, 3, 4, 5];

    private static readonly Dictionary<string, Func<LossOptions, FormulaLoss>> Losses = new()
    {
        ["related"] = static o => new OwnRelatedPixelsLoss(o),
        ["sum"] = static o => new OwnPixelSumLoss(options: o),
        ["focal"] = static o => new FocalLoss(options: o),
        ["boundary"] = static o => new BoundaryLoss(o),
        ["hausdorff"] = static o => new HausdorffLoss(options: o),
    };

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly torch.Generator random = new(23);

    public static TheoryData<string, Activation, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, Activation, bool>();
            foreach (var (name, activation) in Losses.Keys.SelectMany(static name => Enum.GetValues<Activation>(), static (name, activation) => (name, activation)))
            {
                cases.Add(name, activation, true);
                cases.Add(name, activation, false);
            }

            return cases;
        }
    }

    public static TheoryData<string> WithPixelValues => [.. LossCatalog.All.Where(static entry => entry.Metadata.HasPixelValues).Select(static entry => entry.Metadata.Name)];

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_those_of_the_formula(string name, Activation activation, bool isPlain)
    {
        var options = new LossOptions { Activation = activation, ClassWeights = [0.5, 1, 2] };
        options = isPlain ? options : options with { IncludeBackground = false, LabelSmoothing = 0.1, Region = Region.WholeBatch };
        var valid = isPlain ? null : rand([2, 1, 4, 5], generator: random).gt(0.2);
        var (loss, logits, target) = (Losses[name](options), Logits(activation).requires_grad_(), Mask());
        double[] upstream = Numbers.Of(rand(Shape, float64, generator: random));

        var values = loss.PixelValues(logits, target, new() { Valid = valid });
        (values * tensor(upstream, Shape)).sum().backward();

        bool[]? mask = valid is null ? null : [.. Numbers.Of(valid.expand(Shape).to_type(float64)).Select(static v => v != 0)];
        var oracle = new StageInterpreter(loss.GetType(), HyperparameterValues.Of(loss), options, new(Numbers.Of(target), mask, options, Shape));
        var at = Numbers.Of(logits);
        var expected = oracle.EvaluatePixels(at);
        Assert.InRange(Numbers.Distance(Numbers.Of(values), expected), 0, 1e-12 * Numbers.Largest(expected));
        oracle.Stop(at);
        var differences = CentralDifferences.Gradient(moved => oracle.EvaluatePixels(moved).Zip(upstream, static (value, factor) => value * factor).Sum(), at, 1e-4);
        Assert.InRange(Numbers.Distance(Numbers.Of(logits.grad!), differences), 0, 1e-7 * Numbers.Largest(differences));
    }

    [Theory]
    [MemberData(nameof(WithPixelValues))]
    public void The_reduction_of_the_values_is_the_loss(string name)
    {
        var loss = LossCatalog.All[name].Create(options: new() { Reduction = Reduction.None, IgnoreIndex = 255 });
        var (logits, target) = (randn(Shape, float64, generator: random), randint(0, 3, [2, 4, 5], int64, generator: random));
        target[0, 1] = 255;
        var regions = loss.Compute(logits, target, TargetAnnotations.None);
        var sums = loss.PixelValues(logits, target).sum([2, 3]);
        var isSum = StageMethod.Of(loss.GetType()).Single(static method => method.IsFormula).Reduction is PixelSumAttribute;
        sums = isSum ? sums : sums / target.ne(255).sum([1, 2]).unsqueeze(1);

        Assert.True(regions.allclose(regions.dim() == 1 ? sums.sum(1) : sums, 1e-10, 1e-12));
    }

    [Fact]
    public void Softmax_cross_entropy_has_the_values_of_torch()
    {
        var (logits, target) = (randn(Shape, generator: random), randint(0, 3, [2, 4, 5], int64, generator: random));
        var values = new CrossEntropyLoss(new() { ClassWeights = [1, 2, 3] }).PixelValues(logits, target);

        Assert.Equal(float32, values.dtype);
        Assert.True(values.sum(1).allclose(functional.cross_entropy(logits, target, tensor(new[] { 1f, 2, 3 }), reduction: Reduction.None), 1e-5, 1e-6));
    }

    [Fact]
    public void A_penalty_on_the_gradient_has_a_derivative()
    {
        var (loss, target, factors) = (new OwnRelatedPixelsLoss(), Mask(), rand(Shape, float64, generator: random));
        var logits = Logits(Activation.Sigmoid).requires_grad_();
        var second = autograd.grad([Gradient(logits, true).square().sum()], [logits])[0];
        var direction = randn(Shape, float64, generator: random);

        double Penalty(double by) => Gradient((logits.detach() + by * direction).requires_grad_(), false).square().sum().item<double>();
        var expected = (Penalty(1e-5) - Penalty(-1e-5)) / 2e-5;
        Assert.Equal(expected, (second * direction).sum().item<double>(), 1e-6 * Math.Abs(expected));

        Tensor Gradient(Tensor at, bool isRecorded) => autograd.grad([(loss.PixelValues(at, target) * factors).sum()], [at], create_graph: isRecorded)[0];
    }

    [Fact]
    public void Half_logits_have_float32_values_and_a_half_gradient()
    {
        var logits = Logits(Activation.Sigmoid).to_type(float16).requires_grad_();
        var values = new FocalLoss().PixelValues(logits, Mask());
        values.sum().backward();

        Assert.Equal((float32, float16), (values.dtype, logits.grad!.dtype));
    }

    [Fact]
    public void Values_of_given_probabilities_are_a_tensor_of_their_own()
    {
        var p = rand(Shape, float64, generator: random);
        var before = p.clone();
        new OwnProbabilityLoss(new() { Activation = Activation.None }).PixelValues(p, Mask()).zero_();

        Assert.True(p.eq(before).all().item<bool>());
    }

    [Fact]
    public void A_loss_of_regions_says_that_its_pixels_have_no_values()
    {
        var loss = new DiceLoss();
        var e = Assert.Throws<InvalidOperationException>(() => loss.PixelValues(randn(Shape), zeros(Shape)));

        Assert.False(loss.Metadata.HasPixelValues);
        Assert.StartsWith($"The loss 'dice' is no mean or sum over pixels, so its pixels have no values: it is {loss.Metadata.Formula.Split('\n')[0]}. Use a loss", e.Message, StringComparison.Ordinal);
    }

    private Tensor Logits(Activation activation) => activation == Activation.None ? rand(Shape, float64, generator: random) * 0.8 + 0.1 : randn(Shape, float64, generator: random);

    private Tensor Mask() => rand(Shape, float64, generator: random).gt(0.6).to_type(float64);
}
