using UNetTrainer.Training;

namespace UNetTrainer.Tests.Training;

/// <summary>Tests of <see cref="Confusion"/>, the counts of a prediction and their metrics.</summary>
public class ConfusionTests
{
    // Computed by hand: Dice 2*6/(2*6+2+1), sensitivity 6/(6+1), specificity 11/(11+2).
    private static readonly Confusion Counted = new(TruePositives: 6, FalsePositives: 2, FalseNegatives: 1, TrueNegatives: 11);

    [Fact]
    public void Metrics_AreThoseOfEquations33To35()
    {
        Assert.Equal(12.0 / 15, Counted.Dice);
        Assert.Equal(6.0 / 7, Counted.Sensitivity);
        Assert.Equal(11.0 / 13, Counted.Specificity);
    }

    [Fact]
    public void Sums_AddCounts_NotRatios()
    {
        var sum = Counted + new Confusion(0, 10, 0, 0);
        Assert.Equal(new(6, 12, 1, 11), sum);
        Assert.Equal(12.0 / 25, sum.Dice);
    }

    [Fact]
    public void NoForeground_AndNonePredicted_IsPerfect()
    {
        var nothing = new Confusion(0, 0, 0, 100);
        Assert.Equal((1.0, 1.0, 1.0), (nothing.Dice, nothing.Sensitivity, nothing.Specificity));
        Assert.Equal(0, new Confusion(0, 1, 0, 99).Dice);
    }

    [Fact]
    public void APrediction_CountsItsPixels()
    {
        var prediction = new Prediction("p", new(1, 5), new float[5], [true, true, false, false, true], [true, false, true, false, true]);
        Assert.Equal(new(2, 1, 1, 1), prediction.Confusion);
    }
}
