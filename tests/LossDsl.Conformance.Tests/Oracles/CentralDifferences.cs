namespace LossDsl.Conformance.Oracles;

/// <summary>Derivatives from values alone.</summary>
internal static class CentralDifferences
{
    // Four points: the error of the method is h⁴ and that of rounding 1e-16 / h, both near 1e-12 here.
    private const double H = 1e-3;

    /// <summary>The gradient of a function at a point.</summary>
    public static double[] Gradient(Func<double[], double> function, double[] point)
    {
        var moved = point.ToArray();
        return [.. Enumerable.Range(0, point.Length).Select(i => (8 * (At(i, H) - At(i, -H)) - (At(i, 2 * H) - At(i, -2 * H))) / (12 * H))];

        double At(int i, double step)
        {
            moved[i] = point[i] + step;
            var value = function(moved);
            moved[i] = point[i];
            return value;
        }
    }
}
