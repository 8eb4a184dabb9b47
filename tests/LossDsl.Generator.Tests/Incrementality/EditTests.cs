using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Incrementality;

/// <summary>What an edit makes the generator do again.</summary>
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
    public void An_added_file_changes_nothing() => Same(Start().Add("class Unrelated { static int F() => 1; }"));

    [Fact]
    public void An_added_comment_changes_nothing() => Same(Start().Edit(0, First.Replace("[Formula]", "// The overlap.\n    [Formula] /* here */")));

    [Fact]
    public void White_space_in_a_formula_changes_nothing() => Same(Start().Edit(0, First.Replace("1 - Helpers", "1\n            -    Helpers")));

    [Fact]
    public void A_member_that_the_formula_does_not_use_changes_nothing() => Same(Start().Edit(0, First.Replace("{\n    [", "{\n    public int Count() => 1;\n\n    [")));

    [Fact]
    public void Another_spelling_of_the_same_formula_changes_nothing() =>
        Same(Start().Edit(0, First.Replace("=> 1 - Helpers.Ratio(tp, fp)", "{ var ratio = Helpers.Ratio(b: fp, a: tp); return (1.0f - (ratio)); }").Replace(";\n}", "\n}")));

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
    public void A_renamed_class_generates_its_loss_and_the_catalogue()
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

    private static void Same(GeneratorRun run)
    {
        Assert.Equal(Reasons.Cached, Reasons.Of(run, 0));
        Assert.Equal(Reasons.Cached, Reasons.Of(run, 1));
        run.AssertCompiles();
    }
}
