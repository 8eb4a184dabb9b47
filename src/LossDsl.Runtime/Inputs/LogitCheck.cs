using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>
/// Logits that are not finite, for <see cref="LossOptions.CheckValues"/>. A class may be switched off by -∞, but not all classes of a pixel under softmax; where no class counts, anything may stand.
/// </summary>
internal static class LogitCheck
{
    /// <exception cref="ArgumentException">A logit that matters is not finite; the message names it, how many there are, and where the first is.</exception>
    public static void Run(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var isSoftmax = options.Activation == Activation.Softmax;
        var wrong = logits.isnan().bitwise_or(logits.eq(double.PositiveInfinity));
        wrong = isSoftmax ? wrong.bitwise_or(logits.eq(double.NegativeInfinity).all(1, keepdim: true)) : wrong;
        if (ValidPixels.Mask(logits, target, options, annotations) is { } counted)
        {
            wrong = wrong.bitwise_and(isSoftmax ? ValidPixels.OfSomeClass(counted) : counted);
        }

        if (Found.Locate(wrong) is { } found)
        {
            var value = logits.contiguous().flatten()[found.Index].to_type(float64).item<double>();
            throw new ArgumentException(
                $"{found.Count} of {found.Total} logits are not finite; the first is {Text(value)} at {found.Position}. {(double.IsNegativeInfinity(value) ? "All classes of that pixel are switched off." : "-infinity alone may stand, for a class that is switched off.")}",
                nameof(logits));
        }
    }

    private static string Text(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "infinity" : "-infinity";
}
