using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Limits;

/// <summary>Values of formulas at 0/0 as generated code computes them, which must not depend on how a formula is written.</summary>
public sealed class QuotientLimitTests
{
    [Theory]
    [InlineData("fp / (fp + fp)", "0 1 0 1", 0.5)]
    [InlineData("fp / (fp + fp)", "0 0 0 1", 0.5)]
    [InlineData("fp / (0.2 * fp + fp)", "0 0 0 1", 1 / 1.2)]
    [InlineData("2 - tp / (tp + fn)", "0 5 0 9", 1)]
    [InlineData("1 - tp / (tp + fn)", "0 5 0 9", 0)]
    [InlineData("1 - tn / (tn + fp)", "3 0 1 0", 0)]
    [InlineData("2 - tn / (tn + fp)", "3 0 1 0", 1)]
    [InlineData("-Math.Log(1.0 - fp / (fp + fn) + 0.5 * fn / (fn + 1))", "3 0 0 4", 0.6931471805599453)]
    [InlineData("-Math.Log(fn / (fp + fn) + 0.5 * fn / (fn + 1))", "3 0 0 4", 0.6931471805599453)]
    [InlineData("-Math.Log(tp / (tp + fn))", "0 2 0 4", 0)]
    [InlineData("fp * (1 / (fp + fn))", "1 0 0 4", 0.5)]
    [InlineData("fp * tp / (tp + fn)", "0 2 0 4", 2)]
    [InlineData("fp * (1 - fn / (tp + fn))", "0 2 0 4", 2)]
    [InlineData("(tp + fp) / (tp + fn)", "0 2 0 4", 0)]
    [InlineData("(tp + fp) / (tp + fn)", "0 0 0 4", 1)]
    [InlineData("(fp + fn) / (2 * tp + fp + fn)", "0 0 0 4", 0)]
    [InlineData("1 - 2 * tp / (2 * tp + fp + fn)", "0 0 0 4", 0)]
    [InlineData("2 - 2 * tp / (2 * tp + fp + fn)", "0 0 0 4", 1)]
    [InlineData("2 * (tp / (tp + fp)) * (tp / (tp + fn)) / (tp / (tp + fp) + tp / (tp + fn))", "0 0 0 4", 1)]
    [InlineData("2 * (tp / (tp + fp)) * (tp / (tp + fn)) / (tp / (tp + fp) + tp / (tp + fn))", "0 2 0 4", 0)]
    [InlineData("2 * (tp / (tp + fp)) * (tp / (tp + fn)) / (tp / (tp + fp) + tp / (tp + fn))", "0 2 3 4", 0)]
    [InlineData("(tp * tn - fp * fn) / Math.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))", "0 0 0 4", 1)]
    [InlineData("(tp * tn - fp * fn) / Math.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))", "0 3 0 4", 0)]
    [InlineData("(tp * tn - fp * fn) / Math.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))", "0 0 3 4", 0)]
    [InlineData("(tp * tn - fp * fn) / (Math.Sqrt(tp + fp) * Math.Sqrt(tp + fn) * Math.Sqrt(tn + fp) * Math.Sqrt(tn + fn))", "0 0 0 4", 1)]
    [InlineData("Math.Sqrt(fp) / Math.Sqrt(fp + fn)", "1 0 0 4", 0.7071067811865476)]
    [InlineData("Math.Sqrt(fp / (fp + fn))", "1 0 0 4", 0.7071067811865476)]
    [InlineData("Math.Max(tp, fp) / (tp + fp)", "0 0 1 4", 1)]
    [InlineData("tp * tp / ((tp + fn) * (tp + fn))", "0 1 0 4", 1)]
    [InlineData("Math.Exp(fp) * tp / (Math.Tanh(tp) + fn)", "0 0 0 4", 1)]
    public void A_quotient_at_0_over_0_is_the_limit_of_a_tiny_class_that_is_predicted_perfectly(string formula, string counts, double expected) =>
        Assert.Equal(expected, Evaluate(((LoweredLoss)GeneratorRun.Of(Sources.Loss(formula)).Step(TrackingNames.Plan).Single().Value).Plan!, [.. counts.Split(' ').Select(double.Parse)]), 12);

    /// <summary>Random formulas over quotients, and forms of them that are equal as fractions, at all combinations of counts that are 0.</summary>
    [Fact]
    public void Equal_forms_have_equal_values_at_0_over_0()
    {
        var forms = new EqualForms(new Random(5));
        (string One, string Other)[] pairs = [.. Enumerable.Range(0, 100).Select(_ => forms.Next())];
        var plans = GeneratorRun.Of([.. pairs.SelectMany(static (pair, i) => new[] { Numbered(pair.One, 2 * i), Numbered(pair.Other, (2 * i) + 1) })]).Step(TrackingNames.Plan)
            .Select(static o => (LoweredLoss)o.Value).ToDictionary(static loss => loss.Name, static loss => loss.Plan!);
        List<string> differences = [];
        for (var i = 0; i < pairs.Length; i++)
        {
            for (var zeros = 0; zeros < 16; zeros++)
            {
                double[] counts = [.. Enumerable.Range(0, 4).Select(count => (zeros >> count) % 2 == 0 ? 0 : 1.5 + count)];
                var (one, other) = (Evaluate(plans[$"Sample{2 * i}Loss"], counts), Evaluate(plans[$"Sample{(2 * i) + 1}Loss"], counts));
                if (Math.Abs(one - other) > 1e-7 * Math.Max(1, Math.Abs(one)))
                {
                    differences.Add($"{one} for {pairs[i].One}, {other} for {pairs[i].Other} at {string.Join(' ', counts)}");
                }
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences.Take(20))}");
    }

    private static string Numbered(string formula, int number) => Sources.Loss(formula).Replace("SampleLoss", $"Sample{number}Loss", StringComparison.Ordinal).Replace("\"sample\"", $"\"sample-{number}\"", StringComparison.Ordinal);

    private static double Evaluate(LossPlan plan, double[] counts)
    {
        var values = Quantities.SoftCounts.Zip(counts).ToDictionary(static pair => pair.First, static pair => pair.Second);
        return Value(plan.Stages[^1].Body);

        double Value(Expr expression) => expression switch
        {
            Constant constant => constant.Value,
            Variable variable => values.TryGetValue(variable, out var value) ? value : plan.Spec.Hyperparameters.Single(h => h.Variable.Equals(variable)).Default,
            Apply { Op: var op, Arguments: var a } => (op == Arithmetic.Divide || op == RegionOps.Ratio) && Value(a[1]) == 0 && !(op == RegionOps.Ratio && Value(a[0]) == 0) ? 0 : op.Evaluate(a.Convert(Value)),
            _ => throw new InvalidOperationException(expression.ToString()),
        };
    }
}
