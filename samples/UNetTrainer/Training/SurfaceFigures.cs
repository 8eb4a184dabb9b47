namespace UNetTrainer.Training;

/// <summary>Agreement of two surfaces.</summary>
/// <param name="Hausdorff95">95th percentile of the distances between the surfaces, in the unit of the spacing. NaN if truth or prediction has no surface.</param>
/// <param name="SurfaceDice">Share of both surfaces that lies within the tolerance of the other. NaN if the truth has no surface, 0 if only the prediction has none.</param>
internal readonly record struct SurfaceFigures(double Hausdorff95, double SurfaceDice)
{
    // Spacings are stored as float32, so that a distance of one voxel may exceed the tolerance that means it by a rounding error.
    private const double Slack = 1e-6;

    private const double Share = 0.95;

    /// <summary>Figures without a true surface.</summary>
    public static SurfaceFigures Undefined { get; } = new(double.NaN, double.NaN);

    /// <summary>Figures where the truth has a surface and the prediction has none.</summary>
    public static SurfaceFigures NothingPredicted { get; } = new(double.NaN, 0);

    /// <summary>Computes the figures from the distances of every surface voxel, true and predicted, to the other surface.</summary>
    public static SurfaceFigures Compute(double[] distances, double tolerance)
    {
        Array.Sort(distances);
        var near = distances.Count(d => d <= tolerance * (1 + Slack));
        return new(Percentile(distances), (double)near / distances.Length);
    }

    // Interpolates linearly between the two nearest distances, as numpy.percentile does.
    private static double Percentile(double[] sorted)
    {
        var place = Share * (sorted.Length - 1);
        var (below, above) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return below + ((place - Math.Floor(place)) * (above - below));
    }
}
