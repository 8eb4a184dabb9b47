using System.Runtime.CompilerServices;

namespace LossDsl.Conformance.Documentation;

public class LossesPageTests
{
    /// <summary>Where it fails, the page as it should be lies beside it as losses.received.md.</summary>
    [Fact]
    public void The_page_of_losses_is_that_of_the_catalogue()
    {
        var page = Path.Combine(Root(), "docs", "losses.md");
        var text = File.ReadAllText(page).ReplaceLineEndings("\n");
        var written = text[..(text.IndexOf(LossesPage.Start, StringComparison.Ordinal) + LossesPage.Start.Length)] + "\n" + LossesPage.Render();
        if (written != text)
        {
            File.WriteAllText(Path.ChangeExtension(page, ".received.md"), written);
        }

        Assert.Equal(written, text);
    }

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
