using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Lowering;

/// <summary>Tests which differences of local means become variances and covariances of windows.</summary>
public sealed class WindowCovarianceTests
{
    private const string Means = "[LocalMean(3)] static double Mean(double p) => p; [LocalMean(3)] static double Square(double p) => p * p;";
    private const string MeansOfTwo = "[LocalMean(3)] static double First(double p) => 1 - p; [LocalMean(3)] static double Second(double y) => y; [LocalMean(3)] static double Product(double p, double y) => (1 - p) * y;";
    private const string Root = "[Formula, PixelMean] static double F(double mean, double square, double y) => ";

    [Theory]
    [InlineData("Math.Sqrt(Math.Max(square - mean * mean, 1e-30))")]
    [InlineData("Math.Max(square - Math.Pow(mean, 2), 0) * y")]
    [InlineData("-(mean * mean) + square")]
    [InlineData("1 - (mean * mean - square) / 3")]
    [InlineData("(y - mean) / (Math.Sqrt(Math.Abs(square - mean * mean)) + 0.01)")]
    [InlineData("y + square - y * mean - mean * mean")]
    [InlineData("y * square - y * mean * mean")]
    [InlineData("Math.Exp(2 * square - 2 * mean * mean) + mean")]
    public void A_variance_is_found_in_every_spelling(string formula)
    {
        var plan = Plan(Means + Root + formula + ";");
        var variance = Assert.Single(plan.Forward, static step => step.Kind == StepKind.LocalVariance);

        Assert.Equal(("varianceAroundMean", Quantities.P, new LocalWindow(3)), (variance.Result.Name, variance.Term, variance.Window));
        Assert.DoesNotContain(plan.Forward, static step => step.Result.Name == "square");
    }

    [Theory]
    [InlineData("product - first * second")]
    [InlineData("Math.Abs(second * first - product)")]
    public void A_covariance_is_found(string formula)
    {
        var plan = Plan(MeansOfTwo + $"[Formula, PixelMean] static double F(double first, double second, double product) => {formula};");
        var covariance = Assert.Single(plan.Forward, static step => step.Kind == StepKind.LocalCovariance);

        Assert.Equal((Quantities.Q, Quantities.Y), (covariance.Term, covariance.Second));
        Assert.DoesNotContain(plan.Forward, static step => step.Result.Name == "product");
    }

    [Fact]
    public void Windows_store_each_term_once()
    {
        var plan = Plan(MeansOfTwo + "[Formula, PixelMean] static double F(double first, double second, double product) => (product - first * second) * first * second;");
        var pass = Scheduler.CreateSchedule(plan).Passes[0];

        Assert.Equal(3, pass.Filters.Count);
        Assert.Equal([Quantities.Q, Quantities.Y], pass.StoredTerms);
    }

    // Another factor, another window, another stop-gradient, another power: the difference is no covariance.
    [Theory]
    [InlineData(Means + Root + "2 * square - mean * mean;")]
    [InlineData(Means + Root + "square + mean * mean;")]
    [InlineData(Means + Root + "square - mean;")]
    [InlineData(Means + Root + "square * square - mean * mean * mean * mean;")]
    [InlineData("[LocalMean(3)] static double Mean(double p) => p; [LocalMean(5)] static double Square(double p) => p * p;" + Root + "square - mean * mean;")]
    [InlineData("[LocalMean(3), StopGradient] static double Mean(double p) => p; [LocalMean(3)] static double Square(double p) => p * p;" + Root + "square - mean * mean;")]
    [InlineData("[LocalMean(3)] static double Mean(double p) => p; [LocalMean(3)] static double Square(double p, double y) => p * y;" + Root + "square - mean * mean;")]
    public void Other_differences_stay_as_they_are(string methods) =>
        Assert.DoesNotContain(Plan(methods).Forward, static step => step.Kind is StepKind.LocalVariance or StepKind.LocalCovariance);

    [Fact]
    public void A_mean_of_squares_that_is_read_elsewhere_stays()
    {
        var plan = Plan(Means + Root + "Math.Sqrt(square) + square - mean * mean;");

        Assert.Equal(["mean", "square", "varianceAroundMean"], plan.Forward.Where(static step => step.IsFilter).Select(static step => step.Result.Name));
    }

    private static LossPlan Plan(string methods) => CompiledLosses.Plans(GeneratorRun.Of(Source(methods)).AssertCompiles()).Single();

    private static string Source(string methods) => $$"""[Loss("a")] internal partial class Sample { {{methods}} }""";
}
