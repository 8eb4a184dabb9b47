using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Incrementality;

/// <summary>Tests which incremental steps of the generator run again after an edit.</summary>
public sealed class EditTests
{
    private const string First = """
        [Loss("first")]
        internal partial class FirstLoss
        {
            [Formula]
            static double Formula(double tp, double fp) => 1 - Helpers.Ratio(tp, fp);
        }
        """;

    private const string Second = """
        [Loss("second")]
        internal partial class SecondLoss
        {
            [Formula]
            static double Formula(double fn, double smooth = 1) => fn / (fn + smooth);
        }
        """;

    private const string Helper = """
        internal static class Helpers
        {
            public static double Ratio(double a, double b) => a / (a + b + 1);
        }
        """;

    private static GeneratorRun Start() => GeneratorRun.Of(First, Second, Helper).AssertCompiles();

    [Fact]
    public void An_added_file_changes_nothing() => AssertCached(Start().Add("class Unrelated { static int F() => 1; }"));

    [Fact]
    public void An_added_comment_changes_nothing() => AssertCached(Start().Edit(0, First.Replace("[Formula]", "// The overlap.\n    [Formula] /* here */")));

    [Fact]
    public void White_space_in_a_formula_changes_nothing() => AssertCached(Start().Edit(0, First.Replace("1 - Helpers", "1\n            -    Helpers")));

    [Fact]
    public void A_member_that_the_formula_does_not_use_changes_nothing() => AssertCached(Start().Edit(0, First.Replace("{\n    [", "{\n    public int Count() => 1;\n\n    [")));

    [Fact]
    public void Another_spelling_of_the_same_formula_changes_nothing() =>
        AssertCached(Start().Edit(0, First.Replace("=> 1 - Helpers.Ratio(tp, fp)", "{ var ratio = Helpers.Ratio(b: fp, a: tp); return (1.0f - (ratio)); }").Replace(";\n}", "\n}")));

    [Fact]
    public void A_changed_formula_generates_its_loss_alone()
    {
        var run = Start().Edit(0, First.Replace("1 - ", "2 - ")).AssertCompiles();
        Assert.Equal(Reasons.ChangedLoss, Reasons.Of(run, 0));
        Assert.Equal(Reasons.Cached, Reasons.Of(run, 1));
    }

    [Fact]
    public void A_changed_constant_from_0_to_minus_0_generates_its_loss()
    {
        var source = First.Replace("1 - ", "0.0 * ");
        var run = GeneratorRun.Of(source, Second, Helper).Edit(0, source.Replace("0.0 *", "-0.0 *"));
        Assert.Equal(Reasons.ChangedLoss, Reasons.Of(run, 0));
    }

    [Fact]
    public void A_changed_citation_generates_its_loss_alone()
    {
        var run = Start().Edit(1, Second.Replace("\"second\"", "\"second\", Reference = \"A paper\"")).AssertCompiles();
        Assert.Equal(Reasons.Cached, Reasons.Of(run, 0));
        Assert.Equal(Reasons.ChangedLoss, Reasons.Of(run, 1));
    }

    [Fact]
    public void A_changed_range_generates_its_loss_alone()
    {
        var run = Start().Edit(1, Second.Replace("double smooth", "[System.ComponentModel.DataAnnotations.Range(0, 5)] double smooth")).AssertCompiles();
        Assert.Equal(Reasons.Cached, Reasons.Of(run, 0));
        Assert.Equal(Reasons.ChangedLoss, Reasons.Of(run, 1));
    }

    [Fact]
    public void A_renamed_class_generates_its_loss_and_the_catalog()
    {
        var run = Start().Edit(1, Second.Replace("SecondLoss", "LastLoss")).AssertCompiles();
        Assert.Equal(Reasons.Cached with { Catalog = "Modified" }, Reasons.Of(run, 0));
        Assert.Equal(Reasons.ChangedName, Reasons.Of(run, 1));
        Assert.Contains("LastLoss.CatalogEntry", run.Files["LossCatalog.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_helper_in_another_file_generates_the_losses_that_call_it()
    {
        var run = Start().Edit(2, Helper.Replace("+ 1", "+ 2")).AssertCompiles();
        Assert.Equal(Reasons.ChangedLoss, Reasons.Of(run, 0));
        Assert.Equal(Reasons.Cached, Reasons.Of(run, 1));
        Assert.Contains("tp + fp + 2", run.Files["FirstLoss.Metadata.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_moved_diagnostic_generates_nothing()
    {
        const string Wrong = "[Loss(\"wrong\")] partial class WrongLoss;";
        var start = GeneratorRun.Of(First, Second, Helper, Wrong);
        var run = start.Edit(3, "\n\n" + Wrong);
        Assert.Equal(2, Assert.Single(run.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal(Reasons.Cached, Reasons.Of(run, 0));
        Assert.Equal(Reasons.Cached, Reasons.Of(run, 1));
        Assert.Equal(start.Files, run.Files);
    }

    [Fact]
    public void A_removed_loss_takes_its_files_with_it()
    {
        var run = Start().Edit(1, "");
        Assert.DoesNotContain(run.Files.Keys, static name => name.Contains("SecondLoss", StringComparison.Ordinal));
        Assert.DoesNotContain("SecondLoss", run.Files["LossCatalog.g.cs"], StringComparison.Ordinal);
        run.AssertCompiles();
    }

    [Fact]
    public void A_loss_that_is_broken_and_mended_compiles_again()
    {
        var broken = Start().Edit(0, First.Replace("partial ", ""));
        Assert.Equal("LOSS0001", Assert.Single(broken.Diagnostics).Id);
        Assert.Contains("SecondLoss.TorchSharp.g.cs", broken.Files.Keys);
        broken.Edit(0, First).AssertCompiles();
    }

    private const string Staged = """
        [Loss("staged")]
        internal partial class StagedLoss
        {
            [LocalMean(3)] static double Blurred(double p, double scale = 2) => p * scale;
            [PixelMean] static double Mean(double blurred, [DistanceMap(Of.Target)] double map) => blurred * map;
            [Formula] static double Formula(double mean) => Helpers.Ratio(mean, 1);
        }
        """;

    [Theory]
    [InlineData("", "// Nothing.\n")]
    [InlineData("=> p * scale;", "{ var scaled = p; scaled *= scale; return scaled; }")]
    [InlineData("[PixelMean] static double Mean", "[PixelMeanAttribute()]\n static double Mean")]
    [InlineData("double blurred, ", "double BLURRED, ", "blurred * map", "BLURRED * map")]
    [InlineData("Of.Target", "(Of)0")]
    public void Another_spelling_of_the_same_stages_changes_nothing(params string[] edits) =>
        Assert.Equal(Reasons.Cached, Reasons.Of(EditStages(edits), 0));

    [Theory]
    [InlineData("(3)", "(5)")]
    [InlineData("(3)", "(3, Kernel.Gaussian)")]
    [InlineData("[PixelMean]", "[PixelSum]")]
    [InlineData("[PixelMean]", "[PixelMean, StopGradient]")]
    [InlineData("(double blurred", "([StopGradient] double blurred")]
    [InlineData("Of.Target", "Of.Prediction")]
    [InlineData("Of.Target", "Of.Target, DistanceKind.Signed")]
    [InlineData("scale = 2", "scale = 3")]
    [InlineData("p * scale", "scale * p")]
    [InlineData("static double Mean", "public static double Mean")]
    public void A_changed_stage_generates_its_loss_alone(params string[] edits)
    {
        var run = EditStages(edits);
        Assert.Equal(Reasons.Cached, Reasons.Of(run, 0));
        Assert.Equal(Reasons.ChangedLoss, Reasons.Of(run, 1));
    }

    private static GeneratorRun EditStages(string[] edits)
    {
        var edited = edits[0].Length == 0 ? edits[1] + Staged : Staged;
        for (var i = 0; i + 1 < edits.Length && edits[0].Length > 0; i += 2)
        {
            Assert.Contains(edits[i], edited, StringComparison.Ordinal);
            edited = edited.Replace(edits[i], edits[i + 1]);
        }

        return GeneratorRun.Of(Staged, Second, Helper).AssertCompiles().Edit(0, edited).AssertCompiles();
    }

    private static void AssertCached(GeneratorRun run)
    {
        Assert.Equal(Reasons.Cached, Reasons.Of(run, 0));
        Assert.Equal(Reasons.Cached, Reasons.Of(run, 1));
        run.AssertCompiles();
    }
}
