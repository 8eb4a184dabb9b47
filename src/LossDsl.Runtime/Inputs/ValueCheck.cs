using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>
/// Rejects target values that are neither class indices nor values of a mask in [0, 1], and, for <see cref="Activation.None"/>, inputs outside [0, 1].
/// Invalid pixels may hold any values.
/// </summary>
internal static class ValueCheck
{
    // Rounding and resampling move 0 and 1 by less than that.
    private const double Tolerance = 1e-5;

    /// <summary>Checks the values of valid pixels. Waits for the device.</summary>
    /// <exception cref="ArgumentException">
    /// A value of a valid pixel lies outside its range; the message has the number of such values, the first one, its position, and the remedy.
    /// </exception>
    public static void Run(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var largest = Largest(logits, target);
        var isFine = IsWithin(target, largest) && (options.Activation != Activation.None || IsWithin(logits, 1));
        if (isFine)
        {
            return;
        }

        var valid = ValidPixels.Mask(logits, target, options, annotations);
        Reject(target, WrongTargets(logits, target, options, valid), (value, found) => TargetText.Describe(value, found, (long)largest, TargetShape.IsIndices(logits, target), target.is_floating_point()), nameof(target));
        if (options.Activation == Activation.None)
        {
            Reject(logits, WrongProbabilities(logits, options, valid), static (value, found) =>
                $"{found.Count} of {found.Total} probabilities lie outside [0, 1]; the first is {value} at {found.Position}. {nameof(Activation)}.{nameof(Activation.None)} takes probabilities: for logits use {nameof(Activation.Sigmoid)} or {nameof(Activation.Softmax)}.", nameof(logits));
        }
    }

    /// <summary>
    /// Returns a scalar to add to value and gradient, float32: NaN if any value of a valid pixel is wrong, else 0. Does not wait for the device.
    /// </summary>
    public static Tensor NanIfWrong(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations)
    {
        var valid = ValidPixels.Mask(logits, target, options, annotations);
        var isWrong = WrongTargets(logits, target, options, valid).any();
        isWrong = options.Activation == Activation.None ? isWrong.bitwise_or(WrongProbabilities(logits, options, valid).any()) : isWrong;

        // 1/1 · 0 = 0 if all is well, 1/0 · 0 = NaN if not.
        return isWrong.bitwise_not().to_type(float32).reciprocal().Times(0);
    }

    private static double Largest(Tensor logits, Tensor target) => TargetShape.IsIndices(logits, target) ? logits.shape[1] - 1 : 1;

    // A fast path of one traversal: usually the values of all pixels are right, those of invalid pixels too.
    private static bool IsWithin(Tensor values, double largest)
    {
        if (values.dtype == ScalarType.Bool)
        {
            return true;
        }

        var (smallest, greatest) = values.aminmax();
        return smallest.to_type(float64).item<double>() >= -Tolerance && greatest.to_type(float64).item<double>() <= largest + Tolerance;
    }

    private static Tensor WrongTargets(Tensor logits, Tensor target, LossOptions options, Tensor? valid)
    {
        // The negation of both comparisons also catches NaN, for which every comparison is false.
        var slack = target.is_floating_point() ? Tolerance : 0;
        var perClass = TargetShape.WithClasses(logits, target);
        var wrong = perClass.IsAtLeast(-slack).bitwise_and(perClass.IsAtMost(Largest(logits, target) + slack)).bitwise_not();
        if (valid is not null)
        {
            wrong = wrong.bitwise_and(TargetShape.IsIndices(logits, target) ? ValidPixels.AnyClass(valid) : valid);
        }

        return WithoutBackground(wrong, options).reshape(target.shape);
    }

    // NaN is accepted: a network that has diverged returns NaN, the loss is then NaN too, and a message about probabilities would mislead.
    private static Tensor WrongProbabilities(Tensor logits, LossOptions options, Tensor? valid)
    {
        var wrong = logits.IsBelow(-Tolerance).bitwise_or(logits.IsAbove(1 + Tolerance));
        return WithoutBackground(valid is null ? wrong : wrong.bitwise_and(valid), options);
    }

    // The loss does not read class 0 without the background, so its values may be anything.
    private static Tensor WithoutBackground(Tensor wrong, LossOptions options) =>
        options.IncludeBackground || wrong.shape[1] == 1 ? wrong : cat([zeros_like(wrong.narrow(1, 0, 1)), wrong.narrow(1, 1, wrong.shape[1] - 1)], 1);

    private static void Reject(Tensor values, Tensor isWrong, Func<string, WrongValues, string> describe, string parameter)
    {
        if (WrongValues.Find(isWrong) is { } found)
        {
            var value = values.contiguous().flatten()[found.Index].to_type(float64).item<double>();
            throw new ArgumentException(describe(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), found), parameter);
        }
    }
}
