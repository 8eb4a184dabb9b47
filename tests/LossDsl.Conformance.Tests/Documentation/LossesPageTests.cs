using System.Runtime.CompilerServices;
using LossDsl.Losses;

namespace LossDsl.Conformance.Documentation;

public class LossesPageTests
{
    private static readonly string Page = Path.Combine(Root(), "docs", "losses.md");

    /// <summary>Where it fails, the page as it should be lies beside it as losses.received.md.</summary>
    [Fact]
    public void The_page_of_losses_is_that_of_the_catalog()
    {
        var text = File.ReadAllText(Page).ReplaceLineEndings("\n");
        var parts = text.Split(LossesPage.Start);
        Assert.True(parts.Length == 2, $"docs/losses.md has the line '{LossesPage.Start}' {parts.Length - 1} times; it must stand there once, after the text that is written by hand.");

        var written = parts[0] + LossesPage.Start + "\n" + LossesPage.Render();
        if (written != text)
        {
            File.WriteAllText(Path.ChangeExtension(Page, ".received.md"), written);
        }

        Assert.Equal(written, text);
    }

    // Nothing of this is written from the catalog: who loses it has to write it again.
    [Theory]
    [InlineData("# The losses\n\nEvery loss of the catalog is one file in `src/LossDsl.Losses`: a formula and a citation.")]
    [InlineData("## What the survey prints, and what is right\n\n| equation | printed | here |\n")]
    [InlineData("| 3 | β = 1 - y/(HW) | β = 1 - Σy/(HW), kept off 0 and 1")]
    [InlineData("| 24-27 | window, β and e_max not given")]
    [InlineData("## Same name, another formula elsewhere\n\n| what | elsewhere | here |\n")]
    [InlineData("| masks | MONAI's MaskedLoss masks the logits before the activation")]
    [InlineData("Top-k cross-entropy is not here")]
    public void What_is_written_by_hand_stands_above_the_catalog(string text) =>
        Assert.Contains(text, File.ReadAllText(Page).ReplaceLineEndings("\n").Split(LossesPage.Start)[0], StringComparison.Ordinal);

    // The same for what is written: a page of nothing would equal itself.
    [Fact]
    public void What_is_written_has_every_loss_with_its_formula()
    {
        var written = LossesPage.Render();

        Assert.Contains("### dice\n\n- Equation: Jadon 2020", written, StringComparison.Ordinal);
        Assert.Contains("L = mean over pixels of -(y * log(p) + (1 - y) * log(1 - p))", written, StringComparison.Ordinal);
        Assert.Contains("## Published values\n", written, StringComparison.Ordinal);
        Assert.Equal(LossCatalog.All.Count, written.Split("\n### ").Length - 1);
    }

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
