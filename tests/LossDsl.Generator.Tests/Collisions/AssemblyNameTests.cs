using LossDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Tests.Collisions;

/// <summary>Tests of the namespace of the generated catalog, which comes from the name of the assembly and gives way to types of the user and of references.</summary>
public sealed class AssemblyNameTests
{
    [Theory]
    [InlineData("UNet", "UNet_", "public class UNet;")]
    [InlineData("UNet", "UNet_", "public struct UNet;")]
    [InlineData("UNet", "UNet_", "public delegate void UNet();")]
    [InlineData("UNet", "UNet__", "public class UNet; public class UNet_;")]
    [InlineData("UNet.Losses", "UNet_.Losses", "public class UNet;")]
    [InlineData("Medical.UNet", "Medical.UNet_", "namespace Medical { public class UNet; }")]
    [InlineData("Medical.UNet.Losses", "Medical.UNet_.Losses", "namespace Medical { public class UNet; }")]
    [InlineData("My-Net", "My_Net_", "public class My_Net;")]
    [InlineData("class", "class_", "public class @class;")]
    [InlineData("Tests", "Tests_", "namespace Tests { public static class LossCatalog; }")]
    [InlineData("Tests", "Tests_", "namespace Tests { public static class LossCatalog<T>; }")]
    [InlineData("Tests", "Tests_", "namespace Tests.LossCatalog { public class Model; }")]
    [InlineData("Tests", "Tests__", "namespace Tests { public static class LossCatalog; } namespace Tests_ { public static class LossCatalog; }")]
    [InlineData("UNet", "UNet", "namespace UNet { public class UNet; }")]
    [InlineData("UNet", "UNet", "namespace Other { public class UNet; public class LossCatalog; }")]
    [InlineData("Tests", "Tests", "public static class LossCatalog;")]
    [InlineData("LossDsl", "LossDsl", "namespace LossDsl { public class Model; }")]
    [InlineData("LossDsl.Catalog", "LossDsl.Catalog_", "")]
    [InlineData("TorchSharp.torch.nn", "TorchSharp.torch_.nn", "")]
    [InlineData("123 a.b-c..d", "_123_a.b_c._.d", "")]
    public void The_namespace_of_the_catalog_gives_way_to_types(string assembly, string expected, string source)
    {
        var run = GeneratorRun.OfAssembly(assembly, References.All, "#pragma warning disable CS1591\n" + source, Loss("SampleLoss")).AssertCompiles();
        Assert.Equal(expected, Catalog(run));
    }

    [Fact]
    public void A_loss_can_have_the_name_of_its_assembly()
    {
        var run = GeneratorRun.OfAssembly("FBetaLoss", References.All, Loss("FBetaLoss")).AssertCompiles();
        Assert.Equal("FBetaLoss_", Catalog(run));
        Assert.Contains("global::FBetaLoss.CatalogEntry,", run.Files["LossCatalog.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalog_gives_way_to_a_referenced_type_if_it_is_accessible()
    {
        var seen = CompiledLosses.Image("/// <summary>A network.</summary>\npublic class UNet;", "Networks");
        Assert.Equal("UNet_", Catalog(GeneratorRun.OfAssembly("UNet", [.. References.All, seen], Loss("SampleLoss")).AssertCompiles()));

        var unseen = CompiledLosses.Image("internal class UNet;", "Networks");
        Assert.Equal("UNet", Catalog(GeneratorRun.OfAssembly("UNet", [.. References.All, unseen], Loss("SampleLoss")).AssertCompiles()));
    }

    [Fact]
    public void Catalogs_of_assemblies_whose_names_give_one_namespace_do_not_collide()
    {
        var first = CompiledLosses.Image(Loss("FirstLoss"), "My-Losses");
        var second = CompiledLosses.Image(Loss("SecondLoss"), "My_Losses");
        var both = GeneratorRun.OfAssembly("App", [.. References.All, first, second], "").AssertCompiles();
        Assert.Equal(2, both.Files["LossCatalog.g.cs"].Split("global::LossDsl.Catalogs.My_").Length - 1);

        var third = GeneratorRun.OfAssembly("My+Losses", [.. References.All, first], Loss("ThirdLoss")).AssertCompiles();
        Assert.Equal("My_Losses_", Catalog(third));
    }

    [Fact]
    public void A_type_may_hide_the_namespace_of_a_referenced_catalog()
    {
        var library = CompiledLosses.Image(Loss("SampleLoss"), "UNet");
        GeneratorRun.OfAssembly("App", [.. References.All, library], "internal class UNet;", Loss("OtherLoss")).AssertCompiles();
    }

    [Theory]
    [InlineData("public")]
    [InlineData("internal")]
    public void A_file_may_be_linked_into_two_projects_of_which_one_references_the_other(string accessibility)
    {
        var friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Library.Tests\")]\n";
        var linked = Linked(accessibility);
        var library = CompiledLosses.Image(friend + linked, "Library");
        var run = GeneratorRun.OfAssembly("Library.Tests", [.. References.All, library], linked);
        Assert.Empty(run.Diagnostics);

        // The compiler itself warns that the map exists twice, where the user's source names it.
        Assert.All(run.Output.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning), static d => Assert.Equal(("Source0.cs", "CS0436"), (d.Location.SourceTree!.FilePath, d.Id)));
        Assert.Contains("global::LossDsl.Catalogs.LibraryCatalog.Local,", run.Files["LossCatalog.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_names_do_not_collide_with_those_of_a_friend_assembly()
    {
        var library = CompiledLosses.Image("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Tests\")]\n" + Loss("SampleLoss"), "Library");
        GeneratorRun.Of([.. References.All, library], Loss("OtherLoss")).AssertCompiles();
    }

    [Fact]
    public void A_namespace_of_losses_may_have_the_name_of_a_referenced_type()
    {
        var library = CompiledLosses.Image("namespace Medical;\n/// <summary>A network.</summary>\npublic class UNet;", "Networks");
        GeneratorRun.Of([.. References.All, library], "namespace Medical.UNet;\n" + Loss("SampleLoss")).AssertCompiles();
    }

    private static string Catalog(GeneratorRun run) =>
        run.Output.SyntaxTrees.Where(static tree => tree.FilePath.EndsWith("LossCatalog.g.cs", StringComparison.Ordinal))
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax>().Select(node => run.Output.GetSemanticModel(tree).GetDeclaredSymbol(node)!))
            .Single(static type => type.Name == "LossCatalog").ContainingNamespace.ToDisplayString();

    private static string Loss(string name) => $$"""
        [Loss("{{name.ToLowerInvariant()}}")]
        internal sealed partial class {{name}} { [Formula] static double Formula(double tp, double fp, double beta = 1) => 1 - tp / (tp + beta * fp + 1); }
        """;

    private static string Linked(string accessibility) => $$"""
        namespace Shared
        {
            /// <summary>A map.</summary>
            {{accessibility}} sealed class Border : IMapProvider
            {
                /// <inheritdoc/>
                public TorchSharp.torch.Tensor Compute(TorchSharp.torch.Tensor mask, IReadOnlyList<double>? spacing) => mask;
            }

            /// <summary>A loss.</summary>
            [Loss("linked")]
            {{accessibility}} sealed partial class LinkedLoss
            {
                [PixelMean] static double Mean(double p, [Map(typeof(Border), Of.Target)] double border) => p * border;
                [Formula] static double Formula(double mean, double tp, double beta = 1) => mean + 1 / (beta * beta + tp + 1);
            }
        }
        """;
}
