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

        Assert.Equal(363, cases.Count());
        Assert.All(cases, static published => Assert.True(published.Because is not null || published.Loss is not null, published.Name));
        Assert.Equal(Disagreements.All.Select(static reason => reason.Key).Order(), cases.Select(static published => published.Because).OfType<string>().Distinct().Order());
    }

    [Fact]
    public void A_case_without_a_formula_has_an_obstacle() => Assert.Equal(
        Disagreements.All.Where(static reason => reason.Obstacle is not null).Select(static reason => reason.Key).Order(),
        PublishedCase.All.Values.Where(static published => published is { Because: not null, Definition: null }).Select(static published => published.Because!).Distinct().Order());

    // No other implementation has these losses. The second is compared with a formula of its own (see the disagreement maximum-of-each-image).
    [Fact]
    public void Every_loss_that_another_library_has_is_compared() =>
        Assert.Equal(
            ["combo-survey-literal", "correlation-similarity-full", "poly"],
            LossCatalog.All.Select(static entry => entry.Metadata.Name).Except(PublishedCase.All.Values.Where(static published => published.Because is null).Select(static published => published.Loss)));
}
