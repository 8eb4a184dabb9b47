using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>
/// Rejects logits that are not finite, for <see cref="LossOptions.CheckValues"/>. A logit of -∞ is allowed: it switches a class off. Under softmax not all classes of a pixel may be
/// switched off. Invalid pixels may hold any logits.
/// </summary>
internal static class LogitCheck
{
    /// <summary>Checks the logits of valid pixels. Waits for the device of the logits.</summary>
    /// <exception cref="ArgumentException">A logit of a valid pixel is not finite; the message has the number of such logits, the first one and its position.</exception>
    public static void Run(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var isSoftmax = options.Activation == Activation.Softmax;
        var wrong = logits.isnan().bitwise_or(logits.Is(double.PositiveInfinity));
        wrong = isSoftmax ? wrong.bitwise_or(logits.Is(double.NegativeInfinity).all(1, keepdim: true)) : wrong;
        if (ValidPixels.Mask(logits, target, options, annotations) is { } valid)
        {
            wrong = wrong.bitwise_and(isSoftmax ? ValidPixels.AnyClass(valid) : valid);
        }

        if (WrongValues.Find(wrong) is { } found)
        {
            var value = logits.contiguous().flatten()[found.Index].to_type(float64).item<double>();
            throw new ArgumentException(
                $"{found.Count} of {found.Total} logits are not finite; the first is {Text(value)} at {found.Position}. {(double.IsNegativeInfinity(value) ? "All classes of that pixel are switched off." : "Only -infinity is allowed, to switch a class off.")}",
                nameof(logits));
        }
    }

    private static string Text(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "infinity" : "-infinity";
}
