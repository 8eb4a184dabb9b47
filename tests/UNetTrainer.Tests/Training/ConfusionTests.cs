using UNetTrainer.Training;
using static TorchSharp.torch;

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
    public void WithoutTrueForeground_DiceAndSensitivityAreUndefined()
    {
        Assert.Equal((double.NaN, double.NaN, 1.0), Figures(new(0, 0, 0, 100)));
        Assert.Equal((double.NaN, double.NaN, 0.99), Figures(new(0, 1, 0, 99)));
        Assert.Equal((1.0, 1.0, double.NaN), Figures(new(5, 0, 0, 0)));
        Assert.Equal((0.0, 0.0, 1.0), Figures(new(0, 0, 5, 5)));

        static (double, double, double) Figures(Confusion c) => (c.Dice, c.Sensitivity, c.Specificity);
    }

    [Fact]
    public void APrediction_CountsItsPixelsByClass_WithoutThoseIgnored()
    {
        byte[] truth = [0, 1, 1, 2, 2, 255, 255, 0], predicted = [1, 1, 2, 2, 0, 1, 0, 0];
        Assert.Equal([new(1, 1, 1, 3), new(1, 1, 1, 3)], new Prediction("p", new(1, 8), new float[8], truth, predicted).Count(3));
    }

    [Fact]
    public void Batches_AreCountedAsSlicesAre()
    {
        byte[] truth = [0, 1, 1, 2, 2, 255, 255, 0], predicted = [1, 1, 2, 2, 0, 1, 0, 0];
        using var counts = new MetricAccumulator(3, CPU);
        counts.Add(tensor(1f), tensor(predicted, [2, 1, 2, 2]), tensor(truth, [2, 1, 2, 2]));
        Assert.Equal([new(1, 1, 1, 3), new(1, 1, 1, 3)], counts.Evaluation.Classes);
    }
}
