namespace LossDsl.Conformance.Hazards;

/// <summary>Case of the hazard table that only some losses have, such as hyperparameters at their limits.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Name">A description of the case.</param>
/// <param name="Row">The row with hyperparameters and tolerances.</param>
/// <param name="Cell">The stated value and gradient.</param>
/// <param name="Logits">The logits.</param>
/// <param name="Labels">The labels.</param>
internal sealed record SpecialCase(string Loss, string Name, HazardRow Row, HazardCell Cell, double[] Logits, double[] Labels)
{
    public LossOptions? Options { get; init; }

    /// <summary>Returns a case for each column of a row with other hyperparameters, and each size of logits.</summary>
    public static IEnumerable<SpecialCase> Of(string loss, string name, HazardRow row) =>
    [
        .. HazardInputs.Sizes.Select(size => new SpecialCase(loss, $"{name}, no foreground, ±{size}", row, row.Empty, HazardInputs.Slope(size), HazardInputs.NoForeground)),
        .. HazardInputs.Sizes.Select(size => new SpecialCase(loss, $"{name}, no background, ±{size}", row, row.Full, HazardInputs.Slope(size), HazardInputs.NoBackground)),
        .. HazardInputs.Sizes.Skip(1).Select(size => new SpecialCase(loss, $"{name}, right, ±{size}", row, row.Right, HazardInputs.Right(size, HazardInputs.UpperTwoRows), HazardInputs.UpperTwoRows)),
        .. HazardInputs.Sizes.Skip(1).Select(size => new SpecialCase(loss, $"{name}, wrong, ±{size}", row, row.Wrong, HazardInputs.Wrong(size, HazardInputs.UpperTwoRows), HazardInputs.UpperTwoRows)),
    ];

    public override string ToString() => $"{Loss}: {Name}";
}
