using LossDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Tests.Incrementality;

/// <summary>Tests that a loss follows an edit of another file that changes what a name in the loss means, although the file of the loss stays the same.</summary>
public sealed class MeaningTests
{
    private const string Ratio = "namespace App; public static class Helpers { public static double Ratio(double a, double b) => a / (a + b + 1); }";

    private static string Loss(string formula, string member = "", string parameters = "double tp, double fp", string loss = "\"first\"") => $$"""
        using System.ComponentModel.DataAnnotations;
        namespace App.Losses;
        [Loss({{loss}})]
        public partial class FirstLoss
        {
            [Formula] static double Formula({{parameters}}) => {{formula}};
            {{member}}
        }
        """;

    [Fact]
    public void Of_a_constant() => Changes(Loss("tp * Numbers.A"), "namespace App; static class Numbers { public const double A = 1.5; }", ("1.5", "2.5"));

    [Fact]
    public void Of_a_constant_behind_a_constant() =>
        Changes(Loss("tp * Numbers.A"), "namespace App; static class Others { public const double B = 1.5; }", ("1.5", "2.5"), "namespace App; static class Numbers { public const double A = Others.B; }");

    [Fact]
    public void Of_a_constant_that_is_written_otherwise() => Changes(Loss("tp * Numbers.A"), "namespace App; static class Numbers { public const double A = 1; }", ("A = 1", "A = 3 / 2"));

    [Fact]
    public void Of_a_member_of_an_enumeration() => Changes(Loss("tp * (int)Mode.Last"), "namespace App; enum Mode { First, Last }", ("First, ", ""));

    [Fact]
    public void Of_a_name_of_the_loss() => Changes(Loss("tp", loss: "Texts.Name"), "namespace App; static class Texts { public const string Name = \"one\"; }", ("one", "two"));

    [Fact]
    public void Of_a_range() =>
        Changes(Loss("tp * a", parameters: "double tp, [Range(0, Limits.Most)] double a = 1"), "namespace App; static class Limits { public const int Most = 5; }", ("5", "6"));

    [Fact]
    public void Of_a_helper() => Changes(Loss("Helpers.Ratio(tp, fp)"), Ratio, ("+ 1", "+ 2"));

    [Fact]
    public void Of_a_helper_of_a_helper() =>
        Changes(Loss("Outer.F(tp, fp)"), Ratio, ("+ 1", "+ 2"), "namespace App; static class Outer { public static double F(double a, double b) => 2 * Helpers.Ratio(a, b); }");

    [Fact]
    public void Of_a_helper_in_another_part_of_the_class() =>
        Changes(Loss("Own(tp)"), "namespace App.Losses; partial class FirstLoss { static double Own(double a) => a + 1; }", ("+ 1", "+ 2"));

    [Fact]
    public void Of_the_default_of_a_parameter() =>
        Changes(Loss("Helpers.F(tp)"), "namespace App; static class Helpers { public static double F(double a, double b = 1) => a + b; }", ("b = 1", "b = 2"));

    [Fact]
    public void Of_an_inherited_helper() =>
        Changes(
            Loss("Helpers.F(tp)"),
            "namespace App; class Helpers : One;",
            (": One", ": Two"),
            "namespace App; class One { public static double F(double a) => a + 1; }",
            "namespace App; class Two { public static double F(double a) => a + 2; }");

    [Fact]
    public void Of_an_overload() =>
        Changes(
            Loss("Helpers.F(tp, 1)"),
            "namespace App; static partial class Helpers { static double G(double a) => a; }",
            ("static double G(double a) => a;", "public static double F(double a, int b) => a;"),
            "namespace App; static partial class Helpers { public static double F(double a, double b) => a + b; }");

    [Fact]
    public void Of_a_type_that_hides_another() =>
        Changes(Loss("Math.Log(tp + 2)"), "namespace App.Other; static class Math { public static double Log(double x) => x; }", ("App.Other", "App.Losses"));

    [Fact]
    public void Of_a_type_that_is_not_yet_there() => Changes(Loss("Later.Ratio(tp, fp)"), Ratio, ("Helpers", "Later"));

    [Fact]
    public void Of_a_type_in_System() => Changes(Loss("Math.Own(tp)"), "namespace Systems { static class Math { public static double Own(double x) => x; } }", ("Systems", "System"));

    [Fact]
    public void Of_a_global_using() =>
        Changes(
            Loss("F(tp)"),
            "global using static App.One;",
            ("One", "Two"),
            "namespace App; class One { public static double F(double a) => a + 1; }",
            "namespace App; class Two { public static double F(double a) => a + 2; }");

    [Fact]
    public void Of_a_using_in_the_file_of_a_constant() =>
        Changes(
            Loss("tp * Numbers.A"),
            "using Source = App.One; namespace App; static class Numbers { public const double A = Source.B; }",
            ("One", "Two"),
            "namespace App; class One { public const double B = 1.5; }",
            "namespace App; class Two { public const double B = 2.5; }");

    [Fact]
    public void Of_an_extension_method_in_a_class_that_the_loss_does_not_name() =>
        Changes(
            Loss("tp.Half()"),
            "namespace App.Losses; static class Nearer { public static double Half(double a) => a / 4; }",
            ("(double", "(this double"),
            "namespace App; static class Farther { public static double Half(this double a) => a / 2; }");

    [Fact]
    public void Of_a_conversion_of_a_type_that_the_loss_does_not_name() =>
        Changes(
            Loss("tp + Helpers.Make()"),
            "namespace App; struct Number { }",
            ("{ }", "{ public static implicit operator double(Number a) => 1; }"),
            "namespace App; static class Helpers { public static Number Make() => default; }");

    [Fact]
    public void Of_a_reference_in_the_documentation()
    {
        var loss = Loss("tp").Replace("[Loss(", "/// <summary>See <see cref=\"Thing\"/>.</summary>\n[Loss(");
        Changes(loss, "namespace App.Other; public class Thing;", ("App.Other", "App"));
    }

    [Fact]
    public void Of_a_class_whose_name_differs_by_case() => Changes(Loss("tp"), "namespace App.Losses; class Unrelated;", ("Unrelated", "FIRSTLOSS"));

    [Fact]
    public void Of_a_member_in_another_part_of_the_class() => Changes(Loss("tp"), "namespace App.Losses; partial class FirstLoss { int Other; }", ("Other", "Evaluate"));

    [Fact]
    public void Of_a_provider_of_a_map() =>
        Changes(
            Loss("p * m", parameters: "double p, [Map(typeof(Provider))] double m").Replace("[Formula]", "[Formula, PixelMean]"),
            "namespace App; public class Provider : Base;",
            (": Base", ""),
            "namespace App; public abstract class Base : IMapProvider { public abstract TorchSharp.torch.Tensor Compute(TorchSharp.torch.Tensor target); }");

    [Fact]
    public void Of_a_variable_of_the_program() => Changes(Loss("Math.Log(tp + 2)"), "var other = 1;", ("other", "Math"));

    [Fact]
    public void Of_the_position_of_a_diagnostic_in_another_file() =>
        Changes(Loss("Own(tp)"), "namespace App.Losses; partial class FirstLoss { static double Own(double a) => a * (3 / 2); }", ("static", "\n\n static"));

    [Fact]
    public void Of_an_added_and_a_removed_file()
    {
        var start = GeneratorRun.Of(Loss("Helpers.Ratio(tp, fp)"));
        var added = start.Add(Ratio);
        AssertFollows(start, added);
        AssertFollows(added, added.Remove(1));
    }

    [Fact]
    public void Of_an_added_reference()
    {
        var start = GeneratorRun.Of(References.WithoutRuntime, Loss("tp"));
        AssertFollows(start, start.Refer(References.All));
    }

    [Fact]
    public void Of_a_constant_in_a_referenced_project()
    {
        static IEnumerable<MetadataReference> With(string value) =>
            [.. References.All, GeneratorRun.OfAssembly("Library", References.All, $"namespace App; public static class Numbers {{ public const double A = {value}; }}").Output.ToMetadataReference()];
        var start = GeneratorRun.Of(With("1.5"), Loss("tp * Numbers.A"));
        AssertFollows(start, start.Refer(With("2.5")));
    }

    [Fact]
    public void Of_the_assembly()
    {
        var start = GeneratorRun.Of(Loss("tp").Replace("FirstLoss", "LossCatalog").Replace("App.Losses", "App"));
        AssertFollows(start, start.Rename("App"));
    }

    private static void Changes(string loss, string edited, (string Old, string New) edit, params string[] others)
    {
        Assert.Contains(edit.Old, edited, StringComparison.Ordinal);
        var start = GeneratorRun.Of([loss, edited, .. others]);
        AssertFollows(start, start.Edit(1, edited.Replace(edit.Old, edit.New)));
    }

    private static void AssertFollows(GeneratorRun before, GeneratorRun after)
    {
        Assert.Equal(RunText.Of(after.Afresh()), RunText.Of(after));
        Assert.NotEqual(RunText.Of(before), RunText.Of(after));
    }
}
