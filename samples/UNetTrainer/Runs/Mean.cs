namespace UNetTrainer.Runs;

/// <summary>Mean of the figures that are defined.</summary>
/// <param name="Value">The mean; NaN if no figure is defined.</param>
/// <param name="Count">Number of figures that the mean is taken over.</param>
internal readonly record struct Mean(double Value, int Count)
{
    /// <summary>Computes the mean; NaN is left out.</summary>
    public static Mean Compute(IEnumerable<double> figures)
    {
        var defined = figures.Where(static f => !double.IsNaN(f)).ToArray();
        return new(defined.Length > 0 ? defined.Average() : double.NaN, defined.Length);
    }
}
