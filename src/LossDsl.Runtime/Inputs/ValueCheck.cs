using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>
/// Target values that are no class index, or no value of a mask; and probabilities given as such, <see cref="Activation.None"/>, that are none. Pixels that do not count are exempt.
/// </summary>
internal static class ValueCheck
{
    // What rounding and resampling make of 0 and 1.
    private const double Tolerance = 1e-5;

    /// <exception cref="ArgumentException">A value that counts lies outside its range: the message names it, how many there are, where the first is, and what to do.</exception>
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

        var counted = ValidPixels.Mask(logits, target, options, annotations);
        Reject(target, WrongTargets(logits, target, options, counted), (value, found) => TargetText.Describe(value, found, (long)largest, TargetShape.IsIndices(logits, target), target.is_floating_point()), nameof(target));
        if (options.Activation == Activation.None)
        {
            Reject(logits, WrongProbabilities(logits, options, counted), static (value, found) =>
                $"{found.Count} of {found.Total} probabilities lie outside [0, 1]; the first is {value} at {found.Position}. {nameof(Activation)}.{nameof(Activation.None)} takes probabilities: for logits use {nameof(Activation.Sigmoid)} or {nameof(Activation.Softmax)}.", nameof(logits));
        }
    }

    /// <summary>Whether any value is wrong, as a number to add to value and gradient: 0, or not a number. Nothing waits for the device.</summary>
    public static Tensor Poison(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations)
    {
        var counted = ValidPixels.Mask(logits, target, options, annotations);
        var isWrong = WrongTargets(logits, target, options, counted).any();
        isWrong = options.Activation == Activation.None ? isWrong.bitwise_or(WrongProbabilities(logits, options, counted).any()) : isWrong;

        // 0 / 1, or 0 / 0.
        return 0 / isWrong.bitwise_not().to_type(float32);
    }

    private static double Largest(Tensor logits, Tensor target) => TargetShape.IsIndices(logits, target) ? logits.shape[1] - 1 : 1;

    // Most often all is well, pixels that do not count included: one pass tells.
    private static bool IsWithin(Tensor values, double largest)
    {
        if (values.dtype == ScalarType.Bool)
        {
            return true;
        }

        var (smallest, greatest) = values.aminmax();
        return smallest.to_type(float64).item<double>() >= -Tolerance && greatest.to_type(float64).item<double>() <= largest + Tolerance;
    }

    private static Tensor WrongTargets(Tensor logits, Tensor target, LossOptions options, Tensor? counted)
    {
        // Of numbers a comparison that fails is also that of what is not a number.
        var slack = target.is_floating_point() ? Tolerance : 0;
        var perClass = TargetShape.WithClasses(logits, target);
        var wrong = perClass.ge(-slack).bitwise_and(perClass.le(Largest(logits, target) + slack)).bitwise_not();
        if (counted is not null)
        {
            wrong = wrong.bitwise_and(TargetShape.IsIndices(logits, target) ? ValidPixels.OfSomeClass(counted) : counted);
        }

        return WithoutBackground(wrong, options).reshape(target.shape);
    }

    // A network that has diverged gives what is not a number: so is the loss, and no message about probabilities would help.
    private static Tensor WrongProbabilities(Tensor logits, LossOptions options, Tensor? counted)
    {
        var wrong = logits.lt(-Tolerance).bitwise_or(logits.gt(1 + Tolerance));
        return WithoutBackground(counted is null ? wrong : wrong.bitwise_and(counted), options);
    }

    // What the loss does not read of class 0 may be anything.
    private static Tensor WithoutBackground(Tensor wrong, LossOptions options) =>
        options.IncludeBackground || wrong.shape[1] == 1 ? wrong : cat([zeros_like(wrong.narrow(1, 0, 1)), wrong.narrow(1, 1, wrong.shape[1] - 1)], 1);

    private static void Reject(Tensor values, Tensor isWrong, Func<string, Found, string> describe, string parameter)
    {
        if (Found.Locate(isWrong) is { } found)
        {
            var value = values.contiguous().flatten()[found.Index].to_type(float64).item<double>();
            throw new ArgumentException(describe(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), found), parameter);
        }
    }
}
