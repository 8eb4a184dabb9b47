using LossDsl.Generator.Tests.Harness;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Tests.Text;

/// <summary>Tests of the names in generated code: properties, locals, namespaces and identifiers.</summary>
public sealed class NamesTests
{
    [Theory]
    [InlineData("fpWeight", "FpWeight")]
    [InlineData("_weight", "Weight")]
    [InlineData("Weight", "Weight")]
    [InlineData("_1", "_1")]
    [InlineData("_", "_")]
    [InlineData("émoussé", "Émoussé")]
    public void A_parameter_gives_the_name_of_a_property(string parameter, string property) => Assert.Equal(property, Names.ToPascalCase(parameter));

    [Theory]
    [InlineData("class", "@class")]
    [InlineData("record", "@record")]
    [InlineData("Record", "Record")]
    public void A_keyword_gets_an_at_sign(string name, string identifier) => Assert.Equal(identifier, Names.ToIdentifier(name));

    [Theory]
    [InlineData("CrossEntropy", "crossEntropy")]
    [InlineData("True", "trueStage")]
    [InlineData("TrueStage", "trueStageStage")]
    [InlineData("A", "aStage")]
    [InlineData("Stage", "stage")]
    [InlineData("BackStage", "backStage")]
    public void A_stage_gives_the_name_of_a_local_and_back(string method, string local)
    {
        Assert.Equal(local, Names.ToLocal(method));
        Assert.Equal(char.ToLowerInvariant(method[0]) + method[1..], Names.FromLocal(local));
    }

    [Theory]
    [InlineData("My.Losses", "My.Losses")]
    [InlineData("my-losses.2d", "my_losses._2d")]
    [InlineData("a..b.class", "a._.b.@class")]
    public void An_assembly_gives_the_name_of_a_namespace(string assembly, string name) => Assert.Equal(name, Names.ToNamespace(assembly));

    [Theory]
    [InlineData("crossEntropy", "crossEntropy")]
    [InlineData("CrossEntropy", "crossEntropy")]
    [InlineData("class", "classStage")]
    [InlineData("upstream", "upstreamStage")]
    public void A_local_is_in_camel_case_and_no_reserved_name(string name, string local) => Assert.Equal(local, Names.ToLocal(name));

    [Theory]
    [InlineData("My-Losses", "My_002dLosses")]
    [InlineData("My_Losses", "My_005fLosses")]
    [InlineData("My.Losses", "My_002eLosses")]
    [InlineData("2d", "_0032d")]
    [InlineData("class", "@class")]
    [InlineData("UNet2", "UNet2")]
    public void Assemblies_have_distinct_identifiers(string assembly, string identifier) => Assert.Equal(identifier, Names.ToUniqueIdentifier(assembly));

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
    public void A_hyperparameter_collides_with_no_name_in_generated_code(string name)
    {
        var run = GeneratorRun.Of($$"""
            [Loss("sample")]
            public partial class SampleLoss
            {
                [Formula]
                private static double Formula(double tp, double fp, double fn, double tn, double n, double {{name}} = 0.5) => Math.Pow(tp + fp, {{name}}) * (tp + fp) / (fn + tn * n + {{name}});
            }
            """).AssertCompiles();

        // The constructor must assign the property, not the parameter to itself.
        var code = run.Files["SampleLoss.Metadata.g.cs"];
        var property = Names.ToPascalCase(name.TrimStart('@'));
        Assert.Contains($"{(property == name ? "this." : " ")}{property} = base.Metadata.Hyperparameters[0].Check({name});", code, StringComparison.Ordinal);
    }
}
