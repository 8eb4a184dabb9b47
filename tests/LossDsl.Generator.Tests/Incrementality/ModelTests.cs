using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Incrementality;

/// <summary>Tests that the models passed between incremental steps can be cached: they hold no object of the compiler, and equal sources give equal models.</summary>
public sealed class ModelTests
{
    public static TheoryData<string> Models => [TrackingNames.Spec, TrackingNames.Plan, TrackingNames.Files, TrackingNames.Catalog];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_holds_nothing_of_the_compiler(string step)
    {
        var outputs = GeneratorRun.Of(Sources.Catalog()).Step(step);
        Assert.NotEmpty(outputs);
        Assert.Empty(outputs.SelectMany(static output => ObjectGraph.Forbidden(output.Value)));
    }

    [Fact]
    public void The_walk_finds_a_syntax_tree_where_there_is_one()
    {
        // This step must hold syntax, because a location refers to a source file.
        var diagnostics = GeneratorRun.Of("[Loss(\"a\")] partial class Sample;").Step(TrackingNames.Diagnostics);
        Assert.Contains("model.Tree: ParsedSyntaxTree", ObjectGraph.Forbidden(Assert.Single(diagnostics).Value));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Models_of_equal_sources_are_equal(string step)
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
    public void Models_of_different_formulas_differ_where_the_formulas_do(string one, string other, string path)
    {
        var (a, b) = (GeneratorRun.Of(Sources.Loss(one)).Step(TrackingNames.Spec).Single().Value, GeneratorRun.Of(Sources.Loss(other)).Step(TrackingNames.Spec).Single().Value);
        Assert.StartsWith(path, ObjectGraph.FirstDifference(a, b), StringComparison.Ordinal);
    }
}
