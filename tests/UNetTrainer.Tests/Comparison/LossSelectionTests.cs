using LossDsl;
using UNetTrainer.Comparison;
using UNetTrainer.Errors;

namespace UNetTrainer.Tests.Comparison;

/// <summary>Tests of <see cref="LossSelection"/>, which parses the --losses option: names, families, all, survey.</summary>
public class LossSelectionTests
{
    private static IEnumerable<CatalogEntry> Fed => LossCatalog.All.Where(static entry => entry.Metadata.RequiredInputs.Count == 0);

    [Fact]
    public void All_IsTheCatalog() => Assert.Equal(Names(Fed), Names(LossSelection.Parse("all", LossCatalog.All)));

    [Fact]
    public void Survey_IsItsTable_InItsOrder() =>
        Assert.Equal(SurveyTable.Jadon2020.Losses.Select(static f => f.Loss), Names(LossSelection.Parse("survey", LossCatalog.All)));

    [Fact]
    public void AFamily_SelectsByTheMetadata() =>
        Assert.Equal(LossCatalog.All.Where(static e => e.Metadata.Family == LossFamily.Compound).Select(static e => e.Metadata.Name), Names(LossSelection.Parse("Compound", LossCatalog.All)));

    [Fact]
    public void NamesAndFamilies_MayBeMixed_AndCountOnce() =>
        Assert.Equal(["tversky", .. Names(LossSelection.Parse("boundary", LossCatalog.All)), "dice"], Names(LossSelection.Parse("tversky, boundary,TVERSKY,dice", LossCatalog.All)));

    [Theory]
    [InlineData("dice,nosuch", "'nosuch'")]
    [InlineData(",", "names no loss")]
    public void UnknownNames_AreRefused_WithTheKnownOnes(string selection, string fragment)
    {
        var message = Assert.Throws<InputException>(() => LossSelection.Parse(selection, LossCatalog.All)).Message;
        Assert.Contains(fragment, message, StringComparison.Ordinal);
        Assert.Contains("all, survey, distribution, region", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALossWithInputs_IsRefused_AndInNoGroup()
    {
        var rated = new CatalogEntry(LossCatalog.All["dice"].Metadata with { Name = "rated", RequiredInputs = [new("quality", Per.Pixel), new("difficulty", Per.Image)] }, static (_, _) => throw new NotSupportedException());
        var catalog = new Catalog([.. LossCatalog.All, rated]);

        Assert.Equal(Names(Fed), Names(LossSelection.Parse("all", catalog)));
        Assert.DoesNotContain("rated", Names(LossSelection.Parse("region", catalog)));
        Assert.StartsWith(
            "Loss 'rated' reads 'quality', 'difficulty' beside logits and target, which a data set of images and masks does not have: the trainer cannot feed it.",
            Assert.Throws<InputException>(() => LossSelection.Parse("dice,rated", catalog)).Message,
            StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(IEnumerable<CatalogEntry> entries) => entries.Select(static e => e.Metadata.Name);
}
