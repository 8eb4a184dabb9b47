namespace LossDsl.Testing.Oracles;

/// <summary>Computes derivatives from function values alone.</summary>
internal static class CentralDifferences
{
    /// <summary>
    /// Computes the gradient of a function at a point, from four values for each coordinate. The error of the method is h⁴ and that of rounding 1e-16 / h, relative to the
    /// scale on which the function changes.
    /// </summary>
    public static double[] Gradient(Func<double[], double> function, double[] point, double h) =>
        [.. Enumerable.Range(0, point.Length).Select(i => Derivative(function, point, i, h))];

    /// <summary>Computes the derivative by coordinate i, as <see cref="Gradient"/> does.</summary>
    public static double Derivative(Func<double[], double> function, double[] point, int i, double h)
    {
        var moved = point.ToArray();
        return (8 * (At(h) - At(-h)) - (At(2 * h) - At(-2 * h))) / (12 * h);

        double At(double step)
        {
            moved[i] = point[i] + step;
            return function(moved);
        }
    }
}
