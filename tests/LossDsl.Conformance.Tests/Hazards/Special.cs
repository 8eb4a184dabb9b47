namespace LossDsl.Conformance.Hazards;

/// <summary>Case of the hazard table that only some losses have, such as hyperparameters at their limits.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Name">A description of the case.</param>
/// <param name="Row">The row with hyperparameters and tolerances.</param>
/// <param name="Cell">The stated value and gradient.</param>
/// <param name="Logits">The logits.</param>
/// <param name="Labels">The labels.</param>
internal sealed record Special(string Loss, string Name, Row Row, Cell Cell, double[] Logits, double[] Labels)
{
    public LossOptions? Options { get; init; }

    /// <summary>Returns a case for each column of a row with other hyperparameters, and each size of logits.</summary>
    public static IEnumerable<Special> Of(string loss, string name, Row row) =>
    [
        .. Images.Sizes.Select(size => new Special(loss, $"{name}, no foreground, ±{size}", row, row.Empty, Images.Slope(size), Images.NoForeground)),
        .. Images.Sizes.Select(size => new Special(loss, $"{name}, no background, ±{size}", row, row.Full, Images.Slope(size), Images.NoBackground)),
        .. Images.Sizes.Skip(1).Select(size => new Special(loss, $"{name}, right, ±{size}", row, row.Right, Images.Right(size, Images.UpperTwoRows), Images.UpperTwoRows)),
        .. Images.Sizes.Skip(1).Select(size => new Special(loss, $"{name}, wrong, ±{size}", row, row.Wrong, Images.Wrong(size, Images.UpperTwoRows), Images.UpperTwoRows)),
    ];

    public override string ToString() => $"{Loss}: {Name}";
}
