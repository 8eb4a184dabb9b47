namespace LossDsl.CodeFixes.Tests;

public sealed class StopGradientFixTests
{
    private const string Rest = " => (p - y) * (p - y) * distance;";

    [Fact]
    public Task Map() => FixAssert.Becomes<StopGradientFix>(
        Loss.With("[Formula, PixelMean] static double Formula(double p, double y, [DistanceMap(Of.Prediction)] double {|LOSS2009:distance|})" + Rest),
        Loss.With("[Formula, PixelMean] static double Formula(double p, double y, [DistanceMap(Of.Prediction), StopGradient] double distance)" + Rest),
        "Mark 'distance' with [StopGradient]");

    [Fact]
    public Task All_at_once() => FixAssert.Becomes<StopGradientFix>(
        Loss.With("[Formula, PixelMean] static double Formula(double p, double y, [DistanceMap(Of.Prediction)] double {|LOSS2009:a|}, [DistanceMap(Of.Prediction, DistanceKind.Signed)] double {|LOSS2009:distance|}) => (p - y) * (p - y) * (a + distance);"),
        Loss.With("[Formula, PixelMean] static double Formula(double p, double y, [DistanceMap(Of.Prediction), StopGradient] double a, [DistanceMap(Of.Prediction, DistanceKind.Signed), StopGradient] double distance) => (p - y) * (p - y) * (a + distance);"),
        "Mark 'a' with [StopGradient]");
}
