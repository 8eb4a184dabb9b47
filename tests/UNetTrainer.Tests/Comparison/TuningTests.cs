using UNetTrainer.Comparison;
using UNetTrainer.Runs;

namespace UNetTrainer.Tests.Comparison;

/// <summary>Tests of the settings that are tried for a loss, and of the choice among them.</summary>
public sealed class TuningTests
{
    [Fact]
    public void AGrid_IsEveryCombination_OfRatesAndValues()
    {
        var trials = new TrialGrid([1e-3, 1e-2], 100, 1).List(new Dictionary<string, IReadOnlyList<double>> { ["a"] = [1, 2], ["b"] = [5, 6, 7] });
        Assert.Equal(12, trials.Where(static t => t.LearningRate is 1e-3 or 1e-2).Count());
        Assert.Equal("rate 0.001, a 1, b 5", trials[0].ToString());
        Assert.Equal(trials.Count, trials.Select(static t => t.ToString()).Distinct().Count());
    }

    [Fact]
    public void EveryLoss_HasTheSameBudget()
    {
        var settings = new ComparisonSettings { Losses = ["dice", "tversky"], LearningRates = [1e-4, 1e-2], Grid = Grid("tversky", 0.3, 0.5, 0.7) };
        Assert.Equal((6, 6, 6), (settings.EffectiveBudget, settings.Trials("dice").Count, settings.Trials("tversky").Count));
        Assert.All(settings.Trials("dice"), static t => Assert.InRange(t.LearningRate, 1e-4, 1e-2));
        Assert.Equal([1e-4, 1e-2], settings.Trials("dice").Select(static t => t.LearningRate).Take(2));
        Assert.Contains(1e-3, settings.Trials("dice").Select(static t => t.LearningRate));
        Assert.Equal(6, settings.Trials("dice").Select(static t => t.LearningRate).Distinct().Count());

        // A smaller budget draws from the larger grid, the same settings each time.
        var smaller = settings with { Budget = 3 };
        Assert.Equal((3, 3), (smaller.Trials("dice").Count, smaller.Trials("tversky").Count));
        Assert.Equal(smaller.Trials("tversky").Select(static t => t.ToString()), smaller.Trials("tversky").Select(static t => t.ToString()));
        Assert.Empty(smaller.Trials("tversky").Select(static t => t.ToString()).Except(settings.Trials("tversky").Select(static t => t.ToString())));
    }

    [Fact]
    public void OneRate_LeavesALossWithoutAGridAtItsOneSetting()
    {
        var settings = new ComparisonSettings { Losses = ["dice", "tversky"], Grid = Grid("tversky", 0.3, 0.5) };
        Assert.Equal((1, 2), (settings.Trials("dice").Count, settings.Trials("tversky").Count));
        Assert.True(settings.IsTuned);
        Assert.False(new ComparisonSettings { Losses = ["dice"] }.IsTuned);
    }

    [Fact]
    public void TheBestMeanOverSeeds_IsChosen_TheFirstOfEqualOnes_AndNoneThatDiverged()
    {
        Assert.Equal(1, Choice.Best([(0, Validation(0.9)), (1, Validation(0.8)), (0, Validation(0.5)), (1, Validation(0.8))]));
        Assert.Equal(0, Choice.Best([(1, Validation(0.8)), (0, Validation(0.8))]));
        Assert.Equal(0, Choice.Best([(1, Validation(0.9)), (1, Validation(0.9) with { Error = "NaN" }), (0, Validation(0.1))]));
        Assert.Equal(0, Choice.Best([(0, Validation(null) with { Error = "NaN" }), (1, Validation(null) with { Error = "NaN" })]));
    }

    private static Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<double>>> Grid(string loss, params double[] values) =>
        new() { [loss] = new Dictionary<string, IReadOnlyList<double>> { ["fpWeight"] = values } };

    private static Summary Validation(double? dice) => new("dice", new Dictionary<string, double>(), null, null, null, 1, dice, 1, 1, "cpu", false, null);
}
