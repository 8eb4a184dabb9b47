namespace LossDsl.Conformance.Digits;

/// <summary>Reason why a loss has fewer digits in float32 than are required.</summary>
/// <param name="Text">The reason, as docs/losses.md states it.</param>
/// <param name="LeavesOut">Inputs on which the loss has fewer digits; its figures are of all others.</param>
internal sealed record DigitReason(string Text, Func<DigitInput, bool> LeavesOut)
{
    private static readonly DigitReason Difference = new(
        "p - y of a right prediction is rounded to 1e-7. With logits of ±30 (left out), where the square should be 1e-26, nothing is left.",
        static input => input.IsSure);

    private static readonly DigitReason EqualSlopes = new(
        "Softmax, where every pixel is sure of the same wrong class (left out): the other classes have almost equal slopes, which cancel. A gradient of 1e-6 remains at logits of ±4, and of 1e-29 at ±30.",
        static input => input is { Activation: Activation.Softmax, Saturated: { Pattern: Saturation.Wrong or Saturation.AllHigh or Saturation.AllLow, Limit: < 1e4 } });

    private static readonly DigitReason FlatWindows = new(
        "Where a target is flat, so is a sure prediction (the grid, left out but for its random cells). The variance of a flat window is a difference without digits.",
        static input => input.Saturated is { Pattern: not Saturation.Mixed });

    public static IReadOnlyDictionary<string, DigitReason> All { get; } = new Dictionary<string, DigitReason>
    {
        ["combo-survey-literal"] = new("Cross-entropy minus Dice loss, as printed: where they are almost equal, their difference has fewer digits than either.", static _ => false),
        ["correlation-similarity"] = FlatWindows,
        ["correlation-similarity-full"] = FlatWindows,
        ["generalized-dice"] = EqualSlopes,
        ["hausdorff"] = Difference,
        ["matthews-correlation"] = EqualSlopes,
        ["one-sided-hausdorff"] = Difference,
        ["sensitivity-specificity"] = EqualSlopes,
        ["sensitivity-specificity-survey-literal"] = EqualSlopes,
        ["squared-dice"] = Difference,
        ["squared-sensitivity-specificity"] = Difference,
    };

    /// <summary>Whether the figures of a loss are of an input.</summary>
    public static bool Includes(string loss, DigitInput input) => !All.TryGetValue(loss, out var reason) || !reason.LeavesOut(input);
}
