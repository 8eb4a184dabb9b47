using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Lowering;

/// <summary>Tests in which pass the schedule computes the gradient, or its terms, and where each pass gets its predictions from.</summary>
public sealed class ScheduleTests
{
    private const string Focal = "[PixelMean] static double Own(double p, double y, double gamma = 1.7) => -y * Math.Pow(1 - p, gamma) * Math.Log(p);";
    private const string CrossEntropy = "[PixelMean] static double Own(double p, double y) => -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p));";
    private const string Beside = "[Formula] static double F(double own, double tp, double fp) => own + fp / (tp + 1);";
    private const string Factor = "[Formula] static double F(double own, double tp, double fp) => own * fp / (tp + 1);";

    [Theory]
    [InlineData(Focal + Beside)]
    [InlineData(Focal + "[Formula] static double F(double own, double tp, double fp, double share = 0.4) => share * own + (1 - share) * fp / (tp + 1);")]
    [InlineData("[PixelMean] static double Own(double p, double y) => Math.Exp(p - y); [PixelMean] static double Other(double p) => p; [Formula] static double F(double own, double other) => own + other * other;")]
    public void The_first_pass_writes_costly_gradient_terms_that_need_no_sum(string methods)
    {
        var plan = Plan(methods);
        var (schedule, rest) = (Scheduler.CreateSchedule(plan), Scheduler.CreateSchedule(plan).Passes[1]);
        var own = schedule.Passes[0];

        Assert.Equal((2, false, true), (schedule.Passes.Count, own.AddsToGradient, rest.AddsToGradient));
        Assert.False(rest.Reads(Quantities.LogP));
        Assert.DoesNotContain(rest.PixelSteps, static step => step.Term is Apply { Op.Name: "pow" or "exp" });
        Assert.All(schedule.Passes, pass => Assert.Equal(PredictionSource.Computed, schedule.GetPredictionSource(pass)));
        AssertSum(own.Gradient!.ByLogOdds, rest.Gradient!.ByLogOdds, plan.Gradient.ByLogOdds, plan);
        AssertSum(own.Gradient.ByProbability, rest.Gradient.ByProbability, plan.Gradient.ByProbability, plan);
    }

    [Theory]
    [InlineData(CrossEntropy + Beside)]
    [InlineData(Focal + Factor)]
    [InlineData("[Formula] static double F(double tp, double fp) => fp / (tp + 1);")]
    public void The_last_pass_writes_gradient_terms_that_are_cheap_or_need_sums(string methods)
    {
        var plan = Plan(methods);
        var passes = Scheduler.CreateSchedule(plan).Passes;

        Assert.Equal(2, passes.Count);
        Assert.Null(passes[0].Gradient);
        Assert.Equal((plan.Gradient, false), (passes[1].Gradient, passes[1].AddsToGradient));
    }

    [Fact]
    public void The_first_pass_keeps_predictions_if_it_writes_no_gradient()
    {
        var schedule = Scheduler.CreateSchedule(Plan(CrossEntropy + Beside));
        Assert.Equal([PredictionSource.Kept, PredictionSource.Read], schedule.Passes.Select(schedule.GetPredictionSource));
    }

    // Compares the sum of two expressions with a third, at random values of all variables.
    private static void AssertSum(Expr? a, Expr? b, Expr? expected, LossPlan plan)
    {
        var random = new Random(7);
        Dictionary<string, double> values = [];
        foreach (var name in Names(a!).Concat(Names(b!)).Concat(Names(expected!)).Distinct().Except(plan.Backward.Concat(plan.Forward).Where(IsOfPixels).Select(static step => step.Result.Name)))
        {
            values[name] = 0.1 + (0.8 * random.NextDouble());
        }

        foreach (var step in plan.Forward.Concat(plan.Backward).Where(IsOfPixels))
        {
            foreach (var name in Names(step.Term).Where(name => !values.ContainsKey(name)).ToList())
            {
                values[name] = 0.1 + (0.8 * random.NextDouble());
            }

            values[step.Result.Name] = Interpreter.Evaluate(step.Term, values);
        }

        Assert.Equal(Interpreter.Evaluate(expected!, values), Interpreter.Evaluate(a!, values) + Interpreter.Evaluate(b!, values), 1e-12);
    }

    private static bool IsOfPixels(Step step) => step.Kind == StepKind.Assign && step.Term.Level == Level.Pixel;

    private static IEnumerable<string> Names(Expr expression) => expression switch
    {
        Variable variable => [variable.Name],
        Apply apply => apply.Arguments.SelectMany(Names),
        _ => [],
    };

    private static LossPlan Plan(string methods) => CompiledLosses.Plans(GeneratorRun.Of($$"""[Loss("a")] internal partial class Sample { {{methods}} }""").AssertCompiles()).Single();
}
