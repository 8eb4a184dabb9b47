using LossDsl.Generator.Tests.Harness;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Tests.Text;

public sealed class NamesTests
{
    [Theory]
    [InlineData("fpWeight", "FpWeight")]
    [InlineData("_weight", "Weight")]
    [InlineData("Weight", "Weight")]
    [InlineData("_1", "_1")]
    [InlineData("_", "_")]
    [InlineData("émoussé", "Émoussé")]
    public void Of_properties(string parameter, string property) => Assert.Equal(property, Names.ToPascalCase(parameter));

    [Theory]
    [InlineData("class", "@class")]
    [InlineData("record", "@record")]
    [InlineData("Record", "Record")]
    public void Of_keywords(string name, string identifier) => Assert.Equal(identifier, Names.ToIdentifier(name));

    [Theory]
    [InlineData("CrossEntropy", "crossEntropy")]
    [InlineData("True", "trueStage")]
    [InlineData("TrueStage", "trueStageStage")]
    [InlineData("A", "aStage")]
    [InlineData("Stage", "stage")]
    [InlineData("BackStage", "backStage")]
    public void Of_stages(string method, string local)
    {
        Assert.Equal(local, Names.ToLocal(method));
        Assert.Equal(char.ToLowerInvariant(method[0]) + method[1..], Names.FromLocal(local));
    }

    [Theory]
    [InlineData("My.Losses", "My.Losses")]
    [InlineData("my-losses.2d", "my_losses._2d")]
    [InlineData("a..b.class", "a._.b.@class")]
    public void Of_namespaces(string assembly, string name) => Assert.Equal(name, Names.ToNamespace(assembly));

    [Theory]
    [InlineData("crossEntropy", "crossEntropy")]
    [InlineData("CrossEntropy", "crossEntropy")]
    [InlineData("class", "classStage")]
    [InlineData("upstream", "upstreamStage")]
    public void Of_locals(string name, string local) => Assert.Equal(local, Names.ToLocal(name));

    [Theory]
    [InlineData("My-Losses", "My_002dLosses")]
    [InlineData("My_Losses", "My_005fLosses")]
    [InlineData("My.Losses", "My_002eLosses")]
    [InlineData("2d", "_0032d")]
    [InlineData("class", "@class")]
    [InlineData("UNet2", "UNet2")]
    public void Of_assemblies_are_unique(string assembly, string identifier) => Assert.Equal(identifier, Names.ToUniqueIdentifier(assembly));

    [Theory]
    [InlineData("@class")]
    [InlineData("Smooth")]
    [InlineData("_smooth")]
    [InlineData("_1")]
    [InlineData("upstream")]
    [InlineData("pixels")]
    [InlineData("value")]
    [InlineData("values")]
    [InlineData("a")]
    [InlineData("t0")]
    [InlineData("p")]
    [InlineData("TensorMath")]
    [InlineData("τ")]
    public void Of_hyperparameters_never_meet_others(string name)
    {
        var run = GeneratorRun.Of($$"""
            [Loss("sample")]
            public partial class SampleLoss
            {
                [Formula]
                private static double Formula(double tp, double fp, double fn, double tn, double n, double {{name}} = 0.5) => Math.Pow(tp + fp, {{name}}) * (tp + fp) / (fn + tn * n + {{name}});
            }
            """).AssertCompiles();

        // The property is assigned, and not the parameter to itself.
        var code = run.Files["SampleLoss.Metadata.g.cs"];
        var property = Names.ToPascalCase(name.TrimStart('@'));
        Assert.Contains($"{(property == name ? "this." : " ")}{property} = base.Metadata.Hyperparameters[0].Check({name});", code, StringComparison.Ordinal);
    }
}
