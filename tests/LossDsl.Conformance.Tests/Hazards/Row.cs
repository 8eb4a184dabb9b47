namespace LossDsl.Conformance.Hazards;

/// <summary>What a loss is worth where naive code fails: one row of the table of hazards.</summary>
/// <param name="Empty">No foreground; any logits.</param>
/// <param name="Full">No background; any logits.</param>
/// <param name="Right">Every pixel surely right; two rows of foreground, six of background.</param>
/// <param name="Wrong">Every pixel surely wrong.</param>
internal sealed record Row(Cell Empty, Cell Full, Cell Right, Cell Wrong)
{
    /// <summary>The hyperparameters that differ from their defaults.</summary>
    public Dictionary<string, double> Hyperparameters { get; init; } = [];

    /// <summary>Two classes that share a pixel, background and foreground; their logits are -z/2 and z/2.</summary>
    public bool IsSoftmax { get; init; }

    /// <summary>The smallest relative tolerance that means something; 0 if that of the type does.</summary>
    public double Tolerance { get; init; }

    /// <summary>What counts as 0. A power below 1 of e^-100 is far from it.</summary>
    public double Zero { get; init; } = 1e-20;

    public static Row operator +(Row a, Row b) => new(a.Empty + b.Empty, a.Full + b.Full, a.Right + b.Right, a.Wrong + b.Wrong);

    public static Row operator *(double factor, Row row) => row.Each(cell => factor * cell);

    public Row Each(Func<Cell, Cell> change) => this with { Empty = change(Empty), Full = change(Full), Right = change(Right), Wrong = change(Wrong) };

    public Row ToThe(double exponent) => Each(cell => cell.ToThe(exponent));
}
