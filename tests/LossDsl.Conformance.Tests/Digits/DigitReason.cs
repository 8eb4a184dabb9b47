namespace LossDsl.Conformance.Digits;

/// <summary>Reason why a loss has fewer digits in float32 than are required.</summary>
/// <param name="Name">Name of the reason in the table of docs/losses.md.</param>
/// <param name="Text">The reason, as the page states it.</param>
/// <param name="LeavesOut">Inputs on which the loss has fewer digits; its figures are of all others.</param>
internal sealed record DigitReason(string Name, string Text, Func<DigitInput, bool> LeavesOut)
{
    private static readonly DigitReason ErrorSquare = new(
        "square of p - y",
        "p - y of a right prediction has the absolute rounding error of p, 1e-7 of 1. Left out: logits of ±30, for which the square is 1e-26 and has no correct digit.",
        static input => input.IsSure);

    private static readonly DigitReason EqualSlopes = new(
        "equal slopes",
        "Where softmax is sure of the same wrong class for every pixel, the other classes have almost equal slopes, which cancel. A gradient of 1e-6 remains at logits of ±4, and of 1e-22 to 1e-32 at ±30. Left out: sure and wrong predictions of softmax.",
        static input => input is { Activation: Activation.Softmax, Saturated: { Pattern: Saturation.Wrong or Saturation.AllHigh or Saturation.AllLow, Limit: < 1e4 } });

    private static readonly DigitReason FlatWindows = new(
        "flat windows",
        "Where the target is flat, so is a sure prediction, and the variance of a flat window is a difference of equal numbers. Left out: the grid, but for sure and undecided pixels at random.",
        static input => input.Saturated is { Pattern: not Saturation.Mixed });

    private static readonly DigitReason LossDifference = new(
        "difference of losses", "Cross-entropy minus Dice loss, as printed. Where the two are almost equal, the difference has fewer digits than either.", static _ => false);

    private static readonly DigitReason EqualCosines = new(
        "1 - cosine",
        "Where a right prediction is the same at every pixel, 1 minus the cosine is a difference of equal numbers. Left out: the grid, but for sure and undecided pixels at random.",
        static input => input.Saturated is { Pattern: not Saturation.Mixed });

    private static readonly DigitReason EqualSizes = new(
        "difference of sizes", "Where the size is near a bound, the difference of the two has fewer digits than either.", static _ => false);

    private static readonly DigitReason EqualErrors = new(
        "equal errors",
        "Pixels whose errors float32 makes equal are ordered by their place, and each has the derivative of its place in the order. Left out: the grid, where most errors are equal.",
        static input => input.Saturated is not null);

    public static IReadOnlyDictionary<string, DigitReason> All { get; } = new Dictionary<string, DigitReason>
    {
        ["combo-survey-literal"] = LossDifference,
        ["correlation-similarity"] = FlatWindows,
        ["correlation-similarity-full"] = FlatWindows,
        ["dice-top-k"] = EqualErrors,
        ["generalized-dice"] = EqualSlopes,
        ["hausdorff"] = ErrorSquare,
        ["log-hausdorff"] = ErrorSquare,
        ["lovasz-softmax"] = EqualErrors,
        ["matthews-correlation"] = EqualSlopes,
        ["one-sided-hausdorff"] = ErrorSquare,
        ["sensitivity-specificity"] = EqualSlopes,
        ["sensitivity-specificity-survey-literal"] = EqualSlopes,
        ["size-constraint"] = EqualSizes,
        ["squared-dice"] = ErrorSquare,
        ["squared-sensitivity-specificity"] = ErrorSquare,
        ["t-vmf-dice"] = EqualCosines,
        ["top-k-cross-entropy"] = EqualErrors,
    };

    /// <summary>Whether the figures of a loss are of an input.</summary>
    public static bool Includes(string loss, DigitInput input) => !All.TryGetValue(loss, out var reason) || !reason.LeavesOut(input);
}
