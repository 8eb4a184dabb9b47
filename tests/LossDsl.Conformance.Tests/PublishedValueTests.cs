using LossDsl.Conformance.Published;
using LossDsl.Losses;

namespace LossDsl.Conformance;

/// <summary>Compares losses with values and gradients of other libraries. A case agrees, or a <see cref="Disagreement"/> explains why it differs.</summary>
public sealed class PublishedValueTests
{
    public static TheoryData<string> Reproduced => [.. PublishedCase.All.Values.Where(static published => published.Because is null).Select(static published => published.Name)];

    public static TheoryData<string> Explained => [.. PublishedCase.All.Values.Where(static published => published is { Because: not null, Loss: not null }).Select(static published => published.Name)];

    public static TheoryData<string> Defined => [.. PublishedCase.All.Values.Where(static published => published.Definition is not null).Select(static published => published.Name)];

    [Theory]
    [MemberData(nameof(Reproduced))]
    public void Value_and_gradient_equal_those_of_the_other_library(string name)
    {
        var reproduction = Reproduction.Of(PublishedCase.All[name]);

        Assert.True(reproduction.Agrees, reproduction.ToString());
    }

    // An explanation must not outlive the difference that it explains.
    [Theory]
    [MemberData(nameof(Explained))]
    public void An_explained_case_differs(string name)
    {
        var reproduction = Reproduction.Of(PublishedCase.All[name]);

        Assert.False(reproduction.Agrees, reproduction.ToString());
        Assert.InRange(Math.Max(reproduction.ValueDistance, reproduction.GradientDistance), 1e-9, double.PositiveInfinity);
    }

    [Theory]
    [MemberData(nameof(Defined))]
    public void A_definition_written_as_a_formula_gives_the_published_values(string name)
    {
        var reproduction = Reproduction.Of(PublishedCase.All[name].AsDefined);

        Assert.True(reproduction.Agrees, reproduction.ToString());
    }

    [Fact]
    public void Every_case_is_reproduced_or_explained()
    {
        var cases = PublishedCase.All.Values;

        Assert.Equal(382, cases.Count());
        Assert.All(cases, static published => Assert.True(published.Because is not null || published.Loss is not null, published.Name));
        Assert.Equal(Disagreements.All.Select(static reason => reason.Key).Order(), cases.Select(static published => published.Because).OfType<string>().Distinct().Order());
    }

    [Fact]
    public void A_case_without_a_formula_has_an_obstacle() => Assert.Equal(
        Disagreements.All.Where(static reason => reason.Obstacle is not null).Select(static reason => reason.Key).Order(),
        PublishedCase.All.Values.Where(static published => published is { Because: not null, Definition: null }).Select(static published => published.Because!).Distinct().Order());

    [Fact]
    public void Every_case_of_a_library_is_that_of_a_loss_in_the_table()
    {
        var peers = PublishedCase.All.Keys.Where(static name => !name.StartsWith("numpy-", StringComparison.Ordinal)).Order().ToArray();

        Assert.Equal(peers, PeerLosses.All.SelectMany(static peer => peer.Cases).Select(static published => published.Name).Order());
        Assert.All(PeerLosses.All, static peer => Assert.NotEmpty(peer.Cases));
        Assert.All(PeerLosses.All.Where(static peer => peer.Differing.Length > 0), static peer => Assert.NotNull(peer.Note));
    }

    [Fact]
    public void At_least_nine_tenths_of_the_cases_are_reproduced()
    {
        var cases = PublishedCase.All.Values.ToArray();

        Assert.InRange(cases.Count(static published => published.Because is null || published.Definition is not null), 0.9 * cases.Length, cases.Length);
    }

    // No library has these losses, or its loss of that name differs (distance-weighted-dice). correlation-similarity-full is compared with a formula (see maximum-of-each-image).
    [Fact]
    public void Every_loss_that_another_library_has_is_compared() =>
        Assert.Equal(
            [
                "asymmetric", "basnet", "boundary-dou", "cl-dice", "combo-survey-literal", "correlation-similarity-full", "dice-cl-dice", "dice-plus-plus", "dice-semimetric-1", "dice-semimetric-2", "distance-weighted-dice", "exponential-dice",
                "jaccard-metric-1", "jaccard-metric-2", "log-cosh-tversky", "mbls", "noise-robust-dice", "poly", "poly-focal", "quality-focal", "size-constraint", "ssim", "structure", "svls", "t-vmf-dice", "varifocal",
            ],
            LossCatalog.All.Select(static entry => entry.Metadata.Name).Except(PublishedCase.All.Values.Where(static published => published.Because is null).Select(static published => published.Loss)));
}
