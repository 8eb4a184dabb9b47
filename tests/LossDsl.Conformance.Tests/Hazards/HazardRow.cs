namespace LossDsl.Conformance.Hazards;

/// <summary>Row of the hazard table: what one loss is worth for inputs where naive code fails.</summary>
/// <param name="Empty">Cell of a mask without foreground; any logits.</param>
/// <param name="Full">Cell of a mask without background; any logits.</param>
/// <param name="Right">Cell of a saturated right prediction; two rows of foreground, six of background.</param>
/// <param name="Wrong">Cell of a saturated wrong prediction of the same mask.</param>
internal sealed record HazardRow(HazardCell Empty, HazardCell Full, HazardCell Right, HazardCell Wrong)
{
    /// <summary>Hyperparameters that differ from their defaults.</summary>
    public Dictionary<string, double> Hyperparameters { get; init; } = [];

    /// <summary>Whether the loss is evaluated with softmax over two exclusive classes, background and foreground, whose logits are -z/2 and z/2.</summary>
    public bool IsSoftmax { get; init; }

    /// <summary>Relative tolerance that the conditioning of the loss needs, if larger than that of the tensor type; 0 if not.</summary>
    public double Tolerance { get; init; }

    /// <summary>Absolute tolerance: a difference up to it is 0. A power below 1 of e^-100 needs a larger one.</summary>
    public double Zero { get; init; } = 1e-20;

    public static HazardRow operator +(HazardRow a, HazardRow b) => new(a.Empty + b.Empty, a.Full + b.Full, a.Right + b.Right, a.Wrong + b.Wrong);

    public static HazardRow operator *(double factor, HazardRow row) => row.Each(cell => factor * cell);

    /// <summary>Applies a change to all four cells.</summary>
    public HazardRow Each(Func<HazardCell, HazardCell> change) => this with { Empty = change(Empty), Full = change(Full), Right = change(Right), Wrong = change(Wrong) };

    public HazardRow ToThe(double exponent) => Each(cell => cell.ToThe(exponent));
}
