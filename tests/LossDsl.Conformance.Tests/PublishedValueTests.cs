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
        var loss = LossCatalog.All[published.Loss].Create(
            published.Hyperparameters,
            new() { Activation = published.Activation, Region = published.Region, Reduction = published.Reduction });
        var logits = tensor(published.Logits, published.Shape).requires_grad_();

        var value = loss.call(logits, tensor(published.Target, published.Shape));
        value.sum().backward();

        var (values, gradient) = (published.Values.Select(v => v - published.Offset).ToArray(), Numbers.Of(logits.grad!));
        Assert.InRange(Numbers.Distance(Numbers.Of(value), values), 0, 1e-12 + 1e-10 * Numbers.Largest(values));
        Assert.InRange(Numbers.Distance(gradient, published.Gradient), 0, 1e-12 + 1e-9 * Numbers.Largest(published.Gradient));
    }

    [Fact]
    public void Every_loss_is_compared_with_somebody_else() =>
        Assert.Equal(LossCatalog.All.Select(static entry => entry.Metadata.Name), PublishedCase.All.Values.Select(static published => published.Loss).Distinct().Order());
}
