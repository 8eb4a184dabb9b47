using UNetTrainer.Training;

namespace UNetTrainer.Tests.Training;

/// <summary>Tests of which epoch is the best, also where validation has no foreground.</summary>
public class EpochResultTests
{
    [Theory]
    [InlineData(0.5, 0.6, true)]
    [InlineData(0.6, 0.5, false)]
    [InlineData(0.5, 0.5, false)]
    [InlineData(0.5, null, false)]
    [InlineData(null, 0.0, true)]
    [InlineData(null, null, true)]
    public void AnUndefinedDice_IsNeverBetterThanANumber(double? earlier, double? later, bool better) => Assert.Equal(better, Epoch(2, later).IsBetterThan(Epoch(1, earlier)));

    [Fact]
    public void TheFirstEpoch_IsTheBestSoFar() => Assert.True(Epoch(1, null).IsBetterThan(null));

    private static EpochResult Epoch(int number, double? dice) => new(number, 0, 0, dice is { } d ? new((long)(100 * d), 100 - (long)(100 * d), 100 - (long)(100 * d), 0) : new(0, 7, 0, 100), 0, 0);
}
