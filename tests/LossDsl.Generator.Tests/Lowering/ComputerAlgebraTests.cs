using System.Text.Json;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Lowering;

/// <summary>Compares compiled formulas with values and derivatives that computer algebra computed to 50 digits (formulas.json).</summary>
public sealed class ComputerAlgebraTests
{
    private static readonly string[] Counts = ["tp", "fp", "fn", "tn"];

    private static readonly IReadOnlyList<JsonElement> Formulas =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Lowering", "formulas.json"))).RootElement.GetProperty("formulas").EnumerateArray()];

    private static readonly Lazy<IReadOnlyList<LossPlan>> Plans = new(static () => CompiledLosses.Plans(GeneratorRun.Of(string.Join("\n", Formulas.Select(Class))).AssertCompiles()));

    public static TheoryData<string> Cases => [.. Formulas.Select(Id)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_and_derivatives_agree_with_computer_algebra(string id)
    {
        var index = Formulas.ToList().FindIndex(f => Id(f) == id);
        var plan = Plans.Value.Single(p => p.Spec.Class.Name == $"Sample{index}");
        foreach (var point in Formulas[index].GetProperty("points").EnumerateArray())
        {
            var variables = Counts.Select(c => (c, point.GetProperty(c).GetDouble()))
                .Concat(Formulas[index].GetProperty("hyperparameters").EnumerateObject().Select(static h => (h.Name, h.Value.GetDouble())))
                .ToDictionary();
            var expected = Counts.ToDictionary(static c => c, c => point.GetProperty("d" + c).GetDouble());
            var largest = expected.Values.Max(Math.Abs);
            var (value, foreground, background) = PlanValues.Run(plan, variables);
            AssertNear(point.GetProperty("value").GetDouble(), value, 1e-12 * Math.Max(Math.Abs(value), 1e-3), "value", plan);
            AssertNear(expected["tp"] - expected["fn"], foreground, 1e-11 * largest, "dL/dp of the foreground", plan);
            AssertNear(expected["fp"] - expected["tn"], background, 1e-11 * largest, "dL/dp of the background", plan);
            foreach (var (count, partial) in PlanValues.Documented(plan, variables))
            {
                AssertNear(expected[count], partial, 1e-11 * largest, "documented dL/d" + count, plan);
            }
        }
    }

    private static string Id(JsonElement formula) => formula.GetProperty("id").GetString()!;

    private static string Class(JsonElement formula, int index) => $$"""
        [Loss("sample-{{index}}")]
        internal partial class Sample{{index}}
        {
            [Formula]
            static double Formula(double tp, double fp, double fn, double tn, double alpha = 0.5, double beta = 0.5, double gamma = 1, double smooth = 1)
                => {{formula.GetProperty("expression").GetString()}};
        }
        """;

    private static void AssertNear(double expected, double actual, double tolerance, string what, LossPlan plan) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"{what}: expected {expected:R}, found {actual:R}, tolerance {tolerance:R}, of {CompiledLosses.Text(plan.Spec.Formula.Body)}");
}
