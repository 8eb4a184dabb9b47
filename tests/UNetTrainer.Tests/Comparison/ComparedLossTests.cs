using UNetTrainer.Comparison;
using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Tests.Comparison;

/// <summary>Tests of the statistics of a loss over its runs in a comparison, and of the survey's table.</summary>
public class ComparedLossTests
{
    [Fact]
    public void Statistics_AreThoseComputedByHand()
    {
        var row = ComparedLoss.Aggregate("dice", [Run(0.9, 0.8, [0.1, 0.85, 0.9]), Run(0.94, 0.9, [0.86, 0.9, 0.8])]);
        Assert.Equal("0.920 ± 0.028", row.Dice!.ToText(3));
        Assert.Equal("0.850 ± 0.071", row.Sensitivity!.ToText(3));

        // 95 % of the best Dice are reached in epoch 3 of the first run (0.855 of 0.9) and in epoch 1 of the second.
        Assert.Equal([3, 1], row.EpochsTo95!.Values);
        Assert.Equal(2, row.SecondsAnEpoch!.Mean);
        Assert.Equal((0.970, 0.981, 0.998), (row.Survey!.Dice, row.Survey.Sensitivity, row.Survey.Specificity));
    }

    [Fact]
    public void ADivergedRun_IsCountedAndNotAveraged()
    {
        var row = ComparedLoss.Aggregate("odd", [Run(0.9, 0.8, [0.9]), Run(null, null, []) with { Summary = Summary(null, null) with { Error = "Loss 'odd' is NaN" } }]);
        Assert.Equal("0.900", row.Dice!.ToText(3));
        Assert.Equal(["Loss 'odd' is NaN"], row.Failed);
        Assert.Null(row.Survey);
    }

    [Fact]
    public void RunsWithoutATest_HaveNoFigures()
    {
        var row = ComparedLoss.Aggregate("dice", [Run(null, null, [0.5])]);
        Assert.Null(row.Dice);
        Assert.Null(row.EpochsTo95);
    }

    [Fact]
    public void TheSurveysTable_HasNineLosses_AllOfTheCatalog()
    {
        Assert.Equal(9, SurveyTable.Jadon2020.Losses.Count);
        Assert.All(SurveyTable.Jadon2020.Losses, static f => Assert.True(LossCatalog.All.TryGet(f.Loss, out _), f.Loss));
        Assert.Contains("Table III", SurveyTable.Jadon2020.Citation, StringComparison.Ordinal);
    }

    private static FinishedRun Run(double? dice, double? sensitivity, double[] epochs) =>
        new("", new(), Summary(dice, sensitivity), [.. epochs.Select(static (d, i) => new EpochMetrics(i + 1, 0, 0, d, i + 1))], []);

    private static Summary Summary(double? dice, double? sensitivity) =>
        new("dice", new Dictionary<string, double>(), dice, sensitivity, 0.99, 1, dice, 3, 1, "cpu", false, null);
}
