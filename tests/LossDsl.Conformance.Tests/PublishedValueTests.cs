using LossDsl.Conformance.Cases;
using LossDsl.Conformance.Published;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Where another library defines a loss as LossDsl does, the numbers are the same.</summary>
public sealed class PublishedValueTests
{
    public static TheoryData<string> Names => [.. PublishedCase.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_and_gradient_are_those_of_the_other_library(string name)
    {
        using var scope = NewDisposeScope();
        var published = PublishedCase.All[name];
        var loss = LossCatalog.All[published.Loss].Create(published.Hyperparameters, published.LossOptions);
        var logits = tensor(published.Logits, published.Shape).requires_grad_();

        var value = loss.Compute(logits, tensor(published.Target, published.Shape), published.Annotations) * (published.Scale ?? 1);
        value.sum().backward();

        var (values, gradient) = (published.Values.Select(v => v - published.Offset).ToArray(), Numbers.Of(logits.grad!));
        Assert.InRange(Numbers.Distance(Numbers.Of(value), values), 0, 1e-12 + 1e-10 * Numbers.Largest(values));
        Assert.InRange(Numbers.Distance(gradient, published.Gradient), 0, 1e-12 + 1e-9 * Numbers.Largest(published.Gradient));
    }

    // Variants that print an equation as it should not be computed, and what no library has.
    [Fact]
    public void Every_loss_is_compared_with_somebody_else_that_somebody_else_has() =>
        Assert.Equal(
            ["balanced-cross-entropy", "combo-survey-literal", "correlation-similarity-full", "dice-survey-literal", "focal-tversky-survey-literal", "poly", "sensitivity-specificity-survey-literal", "shape-aware", "shape-aware-survey-literal", "tversky-survey-literal"],
            LossCatalog.All.Select(static entry => entry.Metadata.Name).Except(PublishedCase.All.Values.Select(static published => published.Loss)));
}
