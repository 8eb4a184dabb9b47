using System.Runtime.CompilerServices;
using LossDsl.Losses;

namespace LossDsl.Conformance.Documentation;

/// <summary>Tests that docs/losses.md is up to date: the text written by hand is there, and the rest equals the rendered page.</summary>
public class LossesPageTests
{
    private static readonly string Page = Path.Combine(Root(), "docs", "losses.md");

    /// <summary>Compares the page with its rendering. On failure the rendering is written beside the page, as losses.received.md.</summary>
    [Fact]
    public void The_page_equals_its_rendering()
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

    // The rendering does not have these texts: a page that lost them could not be restored from it.
    [Theory]
    [InlineData("# The losses\n\nEvery loss of the catalog is one file in `src/LossDsl.Losses`: a formula and a citation.")]
    [InlineData("## What the survey prints, and what is right\n\n| equation | printed | here |\n")]
    [InlineData("| 3 | β = 1 - y/(HW) | β = 1 - Σy/(HW), kept off 0 and 1")]
    [InlineData("| 24-27 | window, β and e_max not given")]
    [InlineData("## Same name, another formula elsewhere\n\n| what | elsewhere | here |\n")]
    [InlineData("| masks | MONAI's MaskedLoss masks the logits before the activation")]
    [InlineData("What is not in the catalog, and how far values of other libraries are from ours, is in the table of [published values]")]
    public void Text_written_by_hand_stands_above_the_rendering(string text) =>
        Assert.Contains(text, File.ReadAllText(Page).ReplaceLineEndings("\n").Split(LossesPage.Start)[0], StringComparison.Ordinal);

    // The comparison with the rendering would pass if both were empty.
    [Fact]
    public void The_rendering_has_every_loss_with_its_formula()
    {
        var written = LossesPage.Render();

        Assert.Contains("### dice\n\n- Equation: Jadon 2020", written, StringComparison.Ordinal);
        Assert.Contains("L = mean over pixels of -(y * log(p) + (1 - y) * log(1 - p))", written, StringComparison.Ordinal);
        Assert.Contains("## Published values\n", written, StringComparison.Ordinal);
        Assert.Equal(LossCatalog.All.Count, written.Split("\n### ").Length - 1);
    }

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
