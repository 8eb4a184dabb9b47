namespace LossDsl.Inputs;

/// <summary>Composes messages about wrong target values: the value found, the values expected, and the remedy.</summary>
internal static class TargetText
{
    /// <summary>Returns the message of an exception about wrong target values.</summary>
    /// <param name="value">The first wrong value, as text.</param>
    /// <param name="found">The number of wrong values, and the position of the first.</param>
    /// <param name="largest">The largest allowed value: C - 1 for class indices, 1 for a mask.</param>
    /// <param name="isIndices">Whether the target holds class indices.</param>
    /// <param name="isFloating">Whether the target has a floating-point type.</param>
    public static string Describe(string value, WrongValues found, long largest, bool isIndices, bool isFloating)
    {
        var ignore = isFloating && value.Contains('.') || value == "NaN" ? "" : $" If {value} marks pixels to be ignored, set {nameof(LossOptions.IgnoreIndex)} = {value}.";
        return isIndices
            ? $"{found.Count} of {found.Total} target values are no class indices of {largest + 1} classes, 0 to {largest}; the first is {value} at {found.Position}.{ignore} Otherwise give the logits a channel for each class, or correct the labels."
            : $"{found.Count} of {found.Total} target values lie outside [0, 1]; the first is {value} at {found.Position}. {Advice(value)}{ignore}";
    }

    private static string Advice(string value) => value switch
    {
        "NaN" => "Mark pixels without a label by TargetAnnotations.Valid, or replace their values.",
        "-1" => "A mask of -1 and 1 becomes one of 0 and 1 by target.gt(0).",
        _ => "A mask of 0 and 255 becomes one of 0 and 1 by target / 255; class labels need logits with a channel for each class.",
    };
}
