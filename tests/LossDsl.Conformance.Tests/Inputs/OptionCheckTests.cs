using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests that options and annotations which no call could use are refused, with the name of the option.</summary>
public sealed class OptionCheckTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Undefined_enum_members_are_refused()
    {
        foreach (var (option, options) in new (string, LossOptions)[]
        {
            ("Activation", new() { Activation = (Activation)9 }), ("Region", new() { Region = (Region)(-1) }), ("Reduction", new() { Reduction = (nn.Reduction)7 }),
            ("SoftLabels", new() { SoftLabels = (SoftLabels)2 }), ("EmptyMask", new() { EmptyMask = (EmptyMask)4 }), ("Backend", new() { Backend = (Backend)7 }), ("ClassWeighting", new() { ClassWeighting = (ClassWeighting)2 }),
        })
        {
            Assert.Contains($"{option} is one of ", Assert.Throws<ArgumentOutOfRangeException>(option, () => new DiceLoss(options: options)).Message);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-1e-9)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Label_smoothing_lies_from_0_to_below_1(double smoothing) =>
        Assert.Contains("it must be a number in [0, 1).", Assert.Throws<ArgumentOutOfRangeException>("LabelSmoothing", () => new DiceLoss(options: new() { LabelSmoothing = smoothing })).Message);

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity)]
    public void Class_weights_are_finite_and_not_negative(double weight) =>
        Assert.StartsWith("The weight of class 1 is ", Assert.Throws<ArgumentException>("ClassWeights", () => new DiceLoss(options: new() { ClassWeights = [1, weight] })).Message);

    [Fact]
    public void A_wrong_number_of_class_weights_names_the_option() =>
        Assert.StartsWith(
            "Logits have 3 classes, ClassWeights has 2 weights",
            Assert.Throws<ArgumentException>("ClassWeights", () => new DiceLoss(options: new() { ClassWeights = [1, 2] }).call(zeros(1, 3, 4), zeros(1, 3, 4))).Message);

    [Theory]
    [InlineData(ScalarType.Int8, 255)]
    [InlineData(ScalarType.Int8, -129)]
    [InlineData(ScalarType.Byte, -1)]
    [InlineData(ScalarType.Byte, 256)]
    [InlineData(ScalarType.Bool, 255)]
    [InlineData(ScalarType.Int16, 40000)]
    [InlineData(ScalarType.Int32, 3000000000)]
    [InlineData(ScalarType.Float16, 2049)]
    [InlineData(ScalarType.Float16, 70000)]
    [InlineData(ScalarType.BFloat16, 257)]
    [InlineData(ScalarType.Float32, 16777217)]
    public void An_ignored_value_that_the_target_cannot_hold_is_refused(ScalarType type, long ignored)
    {
        var e = Assert.Throws<ArgumentException>("target", () => new DiceLoss(options: new() { IgnoreIndex = ignored }).call(zeros(1, 1, 4), zeros([1, 1, 4], type)));

        Assert.StartsWith($"IgnoreIndex is {ignored}, which a target of {type} cannot hold", e.Message);
    }

    [Theory]
    [InlineData(ScalarType.Int8, -100)]
    [InlineData(ScalarType.Byte, 255)]
    [InlineData(ScalarType.Float16, 255)]
    [InlineData(ScalarType.Float16, 2050)]
    [InlineData(ScalarType.BFloat16, -100)]
    [InlineData(ScalarType.BFloat16, 65536)]
    [InlineData(ScalarType.Int64, long.MinValue)]
    public void An_ignored_value_that_the_target_can_hold_is_ignored(ScalarType type, long ignored)
    {
        var target = zeros([1, 1, 4], type);
        target[0, 0, 1] = ignored;

        Assert.True(float.IsFinite(new DiceLoss(options: new() { IgnoreIndex = ignored }).call(zeros(1, 1, 4), target).item<float>()));
    }

    [Fact]
    public void A_target_or_map_that_requires_a_gradient_is_refused_where_a_graph_is_recorded()
    {
        var loss = new DistanceMapPenaltyLoss();
        var (logits, target) = (randn(1, 1, 5, 5).requires_grad_(), rand(1, 1, 5, 5).requires_grad_());
        var map = new TargetAnnotations { Maps = new Dictionary<string, Tensor> { ["phi"] = rand(1, 1, 5, 5).requires_grad_() } };

        foreach (var call in new Action[] { () => loss.call(logits, target), () => loss.Backward(logits, target), () => loss.call(logits.detach(), target) })
        {
            Assert.Contains("detach()", Assert.Throws<ArgumentException>("target", call).Message);
        }

        Assert.StartsWith("Map 'phi' requires a gradient", Assert.Throws<ArgumentException>("annotations", () => loss.Compute(logits, target.detach(), map)).Message);
        loss.ValueAndGradient(logits, target, map).Dispose();
        using (no_grad())
        {
            loss.Compute(logits, target, map).Dispose();
        }
    }

    [Fact]
    public void A_map_that_the_loss_does_not_read_is_refused()
    {
        var (logits, target, map) = (randn(1, 1, 5, 5), rand(1, 1, 5, 5).gt(0.5), rand(1, 1, 5, 5));

        Assert.StartsWith("The loss reads no map 'fi'. It reads 'phi'.", Refused(new DistanceMapPenaltyLoss(), new() { ["fi"] = map }));
        Assert.StartsWith("The loss reads no map 'phi'. It reads no map of the target.", Refused(new DiceLoss(), new() { ["phi"] = map }));
        Assert.StartsWith("Maps has 'phi' and 'PHI', which are one map", Refused(new DistanceMapPenaltyLoss(), new() { ["phi"] = map, ["PHI"] = map }));
        var ofPrediction = LossCatalog.Local.SelectMany(static entry => entry.Metadata.RequiredMaps, static (entry, map) => (entry, map)).First(static pair => pair.map.Of == Of.Prediction);
        Assert.StartsWith($"Map '{ofPrediction.map.Name}' is a map of the prediction.", Refused(ofPrediction.entry.Create(), new() { [ofPrediction.map.Name] = map }));

        string Refused(FormulaLoss loss, Dictionary<string, Tensor> maps) =>
            Assert.Throws<ArgumentException>("annotations", () => loss.Compute(logits, target, new() { Maps = maps })).Message;
    }

    [Theory]
    [InlineData(Backend.Automatic)]
    [InlineData(Backend.Tensors)]
    public void Names_of_maps_compare_in_any_case(Backend backend)
    {
        var (logits, target, map) = (randn(1, 1, 5, 5), rand(1, 1, 5, 5).gt(0.5), full([1, 1, 5, 5], 7));
        var loss = new DistanceMapPenaltyLoss(options: new() { Backend = backend });

        Assert.Equal(Value("phi"), Value("PHI"));
        Assert.NotEqual(Value("phi"), loss.call(logits, target).item<float>());

        float Value(string name) => loss.Compute(logits, target, new() { Maps = new Dictionary<string, Tensor> { [name] = map } }).item<float>();
    }
}
