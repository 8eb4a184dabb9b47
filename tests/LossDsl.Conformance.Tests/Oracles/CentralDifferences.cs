namespace LossDsl.Conformance.Oracles;

/// <summary>Computes derivatives from function values alone.</summary>
internal static class CentralDifferences
{
    /// <summary>
    /// Computes the gradient of a function at a point, from four values for each coordinate. The error of the method is h⁴ and that of rounding 1e-16 / h, relative to the
    /// scale on which the function changes.
    /// </summary>
    public static double[] Gradient(Func<double[], double> function, double[] point, double h)
    {
        var moved = point.ToArray();
        return [.. Enumerable.Range(0, point.Length).Select(i => (8 * (At(i, h) - At(i, -h)) - (At(i, 2 * h) - At(i, -2 * h))) / (12 * h))];

        double At(int i, double step)
        {
            moved[i] = point[i] + step;
            var value = function(moved);
            moved[i] = point[i];
            return value;
        }
    }
}
