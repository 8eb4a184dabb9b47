using LossDsl.Conformance.Cases;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Hazards;

/// <summary>Compares every loss with the hazard table: values and gradients derived by hand for inputs where naive code gives NaN, infinity or no gradient.</summary>
public sealed class HazardCellTests
{
    private static readonly ScalarType[] Types = [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16];

    public static TheoryData<string, ScalarType> Losses => ForTypes(LossCatalog.All.Select(static entry => entry.Metadata.Name));

    public static TheoryData<string, ScalarType> SpecialCases => ForTypes(Specials.All.Keys);

    [Fact]
    public void Every_loss_of_the_catalog_has_a_row() => Assert.Equal(LossCatalog.All.Select(static entry => entry.Metadata.Name), HazardRows.All.Keys.Order(StringComparer.OrdinalIgnoreCase));

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_mask_without_foreground_has_the_stated_value(string loss, ScalarType type) => AssertAll(loss, type, static row => row.Empty, HazardInputs.Sizes, HazardInputs.Slope, HazardInputs.NoForeground);

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_mask_without_background_has_the_stated_value(string loss, ScalarType type) => AssertAll(loss, type, static row => row.Full, HazardInputs.Sizes, HazardInputs.Slope, HazardInputs.NoBackground);

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_sure_and_right_prediction_has_the_stated_value(string loss, ScalarType type) =>
        AssertAll(loss, type, static row => row.Right, HazardInputs.Sizes[1..], static size => HazardInputs.Right(size, HazardInputs.UpperTwoRows), HazardInputs.UpperTwoRows);

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_sure_and_wrong_prediction_has_the_stated_value(string loss, ScalarType type) =>
        AssertAll(loss, type, static row => row.Wrong, HazardInputs.Sizes[1..], static size => HazardInputs.Wrong(size, HazardInputs.UpperTwoRows), HazardInputs.UpperTwoRows);

    [Theory]
    [MemberData(nameof(SpecialCases))]
    public void A_special_case_has_the_stated_value(string name, ScalarType type)
    {
        var special = Specials.All[name];

        Evaluation.AssertStated(special.Loss, special.Row, special.Cell, special.Logits, special.Labels, type, special.Options);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_target_that_is_ignored_everywhere_has_value_and_gradient_0(string loss, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var row = HazardRows.All[loss];
        foreach (var size in HazardInputs.Sizes)
        {
            double[] z = [.. HazardInputs.Slope(size), .. HazardInputs.Slope(-size)];
            var logits = tensor(z, [1, 2, Situation.Width, Situation.Width]).to_type(type);
            using var result = LossCatalog.All[loss].Create(row.Hyperparameters, new() { Activation = Activation.Softmax, IgnoreIndex = 255 }).ValueAndGradientOfInputs(logits, full([1, Situation.Width, Situation.Width], 255, int64));

            Assert.Equal(0, Numbers.Of(result.Value)[0]);
            Assert.All(Numbers.Of(result.Gradient), static derivative => Assert.Equal(0, derivative));
        }
    }

    // The table has no cells for what a constructor or the check of values refuses.
    [Theory]
    [InlineData("combo", "alpha", 1.5)]
    [InlineData("combo", "beta", -0.1)]
    [InlineData("exponential-logarithmic", "smooth", 0)]
    [InlineData("matthews-correlation", "smooth", 0)]
    [InlineData("correlation-similarity", "stability", 0)]
    [InlineData("tversky", "fpWeight", -1)]
    public void Hyperparameters_for_which_the_loss_is_undefined_are_refused(string loss, string hyperparameter, double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(hyperparameter, () => LossCatalog.All[loss].Create(new Dictionary<string, double> { [hyperparameter] = value }));

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void Infinite_logits_are_refused_where_values_are_checked(double logit)
    {
        using var scope = NewDisposeScope();
        var loss = new BinaryCrossEntropyLoss(new() { CheckValues = true });

        var exception = Assert.Throws<ArgumentException>(() => loss.call(tensor(new[] { 0, logit }, [1, 1, 2]), zeros(1, 1, 2)));

        Assert.StartsWith("1 of 2 logits are not finite", exception.Message);
    }

    private static TheoryData<string, ScalarType> ForTypes(IEnumerable<string> names)
    {
        var data = new TheoryData<string, ScalarType>();
        foreach (var name in names)
        {
            foreach (var type in Types)
            {
                data.Add(name, type);
            }
        }

        return data;
    }

    private static void AssertAll(string loss, ScalarType type, Func<HazardRow, HazardCell> column, double[] sizes, Func<double, double[]> logits, double[] y)
    {
        var row = HazardRows.All[loss];
        foreach (var size in sizes)
        {
            Evaluation.AssertStated(loss, row, column(row), logits(size), y, type);
        }
    }
}
