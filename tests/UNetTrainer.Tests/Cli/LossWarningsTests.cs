using LossDsl;
using LossDsl.Losses;
using UNetTrainer.Cli;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of the warnings about a loss before training: activation, direction, and unbounded gradient.</summary>
public sealed class LossWarningsTests
{
    [Theory]
    [InlineData("dice")]
    [InlineData("focal-tversky")]
    public void A_loss_with_every_proof_has_no_warning(string loss) => Assert.Empty(LossWarnings.List(LossCatalog.All[loss].Metadata, Activation.Sigmoid));

    [Theory]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.None)]
    public void A_loss_made_for_softmax_gets_a_warning_under_another_activation(Activation activation)
    {
        var loss = LossCatalog.All["cross-entropy"].Metadata;
        Assert.Contains("made for softmax", Assert.Single(LossWarnings.List(loss, activation)), StringComparison.Ordinal);
        Assert.Empty(LossWarnings.List(loss, Activation.Softmax));
    }

    [Fact]
    public void A_score_gets_a_warning_that_it_is_maximised() =>
        Assert.Equal("'sensitivity-specificity-survey-literal' is a score, larger is better: it is maximised.", Assert.Single(LossWarnings.List(LossCatalog.All["sensitivity-specificity-survey-literal"].Metadata, Activation.Softmax)));

    [Fact]
    public void A_loss_that_rewards_errors_gets_a_warning() =>
        Assert.StartsWith("'combo-survey-literal' rewards errors", Assert.Single(LossWarnings.List(LossCatalog.All["combo-survey-literal"].Metadata, Activation.Sigmoid)), StringComparison.Ordinal);

    [Fact]
    public void An_unbounded_gradient_gets_a_warning()
    {
        var loss = LossCatalog.All["dice"].Metadata;
        Assert.Contains("unbounded gradient", Assert.Single(LossWarnings.List(loss with { Proof = loss.Proof with { HasBoundedGradient = Verdict.Refuted } }, Activation.Sigmoid)), StringComparison.Ordinal);
    }
}
