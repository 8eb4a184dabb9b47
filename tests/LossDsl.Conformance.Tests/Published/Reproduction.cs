using LossDsl.Conformance.Cases;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Published;

/// <summary>Result of computing a published case with LossDsl: the distance from the published value and gradient.</summary>
/// <param name="ValueDistance">The largest difference of a value; infinity if the shapes differ.</param>
/// <param name="GradientDistance">The largest difference of a derivative; 0 if none was published.</param>
/// <param name="Agrees">Whether value and gradient agree to the published digits.</param>
internal sealed record Reproduction(double ValueDistance, double GradientDistance, bool Agrees)
{
    /// <summary>Computes the case with the loss, hyperparameters and options that it names.</summary>
    public static Reproduction Of(PublishedCase published)
    {
        using var scope = NewDisposeScope();
        var catalog = published.Loss!.StartsWith("peer-", StringComparison.Ordinal) ? Tests.LossCatalog.All : LossCatalog.All;
        var loss = catalog[published.Loss].Create(published.Hyperparameters, published.LossOptions);
        var logits = tensor(published.Logits, published.Shape).requires_grad_();
        var target = tensor(published.Target, published.Shape);
        var value = (published.HasPixelValues ? loss.PixelValues(logits, target, published.Annotations) : loss.Compute(logits, target, published.Annotations)) * (published.Scale ?? 1);
        value.sum().backward();

        var (actual, expected) = (Numbers.Of(value), Comparable(published, value.numel()));
        var ofValue = actual.Length == expected.Length ? Numbers.Distance(actual, expected) : double.PositiveInfinity;
        var ofGradient = published.Gradient is { } gradient ? Numbers.Distance(Numbers.Of(logits.grad!), gradient) : 0;
        return new(
            ofValue,
            ofGradient,
            ofValue <= 1e-12 + 1e-10 * Numbers.Largest(expected) && ofGradient <= 1e-12 + 1e-9 * Numbers.Largest(published.Gradient ?? [0]));
    }

    // Published values without reduction are summed if the loss here is.
    private static double[] Comparable(PublishedCase published, long count) =>
        published.Values.Length > 1 && count == 1 && published.Reduction == nn.Reduction.Sum ? [published.Values.Sum()] : [.. published.Values.Select(v => v - published.Offset)];
}
