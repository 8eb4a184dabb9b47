namespace LossDsl.Conformance.Hazards;

/// <summary>A case that one loss has and others have not.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Name">What is special.</param>
/// <param name="Row">The hyperparameters and tolerances.</param>
/// <param name="Cell">What is stated.</param>
/// <param name="Logits">The logits.</param>
/// <param name="Labels">The labels.</param>
internal sealed record Special(string Loss, string Name, Row Row, Cell Cell, double[] Logits, double[] Labels)
{
    public LossOptions? Options { get; init; }

    /// <summary>All columns of a row of other hyperparameters.</summary>
    public static IEnumerable<Special> Of(string loss, string name, Row row) =>
    [
        .. Images.Sizes.Select(size => new Special(loss, $"{name}, no foreground, ±{size}", row, row.Empty, Images.Slope(size), Images.NoForeground)),
        .. Images.Sizes.Select(size => new Special(loss, $"{name}, no background, ±{size}", row, row.Full, Images.Slope(size), Images.NoBackground)),
        .. Images.Sizes.Skip(1).Select(size => new Special(loss, $"{name}, right, ±{size}", row, row.Right, Images.Right(size, Images.UpperTwoRows), Images.UpperTwoRows)),
        .. Images.Sizes.Skip(1).Select(size => new Special(loss, $"{name}, wrong, ±{size}", row, row.Wrong, Images.Wrong(size, Images.UpperTwoRows), Images.UpperTwoRows)),
    ];

    public override string ToString() => $"{Loss}: {Name}";
}
