using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Incrementality;

/// <summary>What travels between the steps can be cached: it holds nothing of the compiler, and it is equal where the source is.</summary>
public sealed class ModelTests
{
    public static TheoryData<string> Models => [TrackingNames.Spec, TrackingNames.Plan, TrackingNames.Files, TrackingNames.Catalog];

    [Theory]
    [MemberData(nameof(Models))]
    public void Holds_nothing_of_the_compiler(string step)
    {
        var outputs = GeneratorRun.Of(Sources.Catalog()).Step(step);
        Assert.NotEmpty(outputs);
        Assert.Empty(outputs.SelectMany(static output => ObjectGraph.Forbidden(output.Value)));
    }

    [Fact]
    public void The_walk_finds_what_must_not_be_there()
    {
        // The one step that must hold syntax, so that a location is one in source.
        var diagnostics = GeneratorRun.Of("[Loss(\"a\")] partial class Sample;").Step(TrackingNames.Diagnostics);
        Assert.Contains("model.Tree: ParsedSyntaxTree", ObjectGraph.Forbidden(Assert.Single(diagnostics).Value));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Is_equal_for_equal_sources(string step)
    {
        var (first, second) = (GeneratorRun.Of(Sources.Catalog()).Step(step), GeneratorRun.Of(Sources.Catalog()).Step(step));
        Assert.Equal(first.Count, second.Count);
        foreach (var (a, b) in first.Zip(second))
        {
            Assert.NotSame(a.Value, b.Value);
            Assert.Null(ObjectGraph.FirstDifference(a.Value, b.Value));
            Assert.Equal(a.Value.GetHashCode(), b.Value.GetHashCode());
        }
    }

    [Theory]
    [InlineData("tp + 0.1", "tp + 0.2", "model.Stages[0].Body.Arguments[1].bits")]
    [InlineData("tp + fp", "tp - fp", "model.Stages[0].Body.Op")]
    [InlineData("tp * 0.0", "tp * -0.0", "model.Stages[0].Body.Arguments[1].bits")]
    public void Differs_where_the_formulas_do(string one, string other, string path)
    {
        var (a, b) = (GeneratorRun.Of(Sources.Loss(one)).Step(TrackingNames.Spec).Single().Value, GeneratorRun.Of(Sources.Loss(other)).Step(TrackingNames.Spec).Single().Value);
        Assert.StartsWith(path, ObjectGraph.FirstDifference(a, b), StringComparison.Ordinal);
    }
}
