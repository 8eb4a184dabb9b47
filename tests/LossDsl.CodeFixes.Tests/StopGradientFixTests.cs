namespace LossDsl.CodeFixes.Tests;

/// <summary>Tests of <see cref="StopGradientFix"/>, which marks a map of the prediction as constant in the backward pass (LOSS2009).</summary>
public sealed class StopGradientFixTests
{
    private const string Rest = " => (p - y) * (p - y) * distance;";

    [Fact]
    public Task A_map_of_the_prediction_is_marked() => FixAssert.AssertFixed<StopGradientFix>(
        LossSource.With("[Formula, PixelMean] static double Formula(double p, double y, [DistanceMap(Of.Prediction)] double {|LOSS2009:distance|})" + Rest),
        LossSource.With("[Formula, PixelMean] static double Formula(double p, double y, [DistanceMap(Of.Prediction), StopGradient] double distance)" + Rest),
        "Mark 'distance' with [StopGradient]");

    [Fact]
    public Task All_maps_of_the_prediction_are_marked_together() => FixAssert.AssertFixed<StopGradientFix>(
        LossSource.With("[Formula, PixelMean] static double Formula(double p, double y, [DistanceMap(Of.Prediction)] double {|LOSS2009:a|}, [DistanceMap(Of.Prediction, DistanceKind.Signed)] double {|LOSS2009:distance|}) => (p - y) * (p - y) * (a + distance);"),
        LossSource.With("[Formula, PixelMean] static double Formula(double p, double y, [DistanceMap(Of.Prediction), StopGradient] double a, [DistanceMap(Of.Prediction, DistanceKind.Signed), StopGradient] double distance) => (p - y) * (p - y) * (a + distance);"),
        "Mark 'a' with [StopGradient]");
}
