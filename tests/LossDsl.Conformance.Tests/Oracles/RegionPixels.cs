namespace LossDsl.Conformance.Oracles;

/// <summary>The pixels of one region as numbers, and their soft counts by plain loops.</summary>
internal sealed class RegionPixels
{
    private readonly List<(double P, double Q, double Y)> pixels = [];

    public double Tp => Sum(static (p, _, y) => y * p);

    public double Fp => Sum(static (p, _, y) => (1 - y) * p);

    public double Fn => Sum(static (_, q, y) => y * q);

    public double Tn => Sum(static (_, q, y) => (1 - y) * q);

    public double N => pixels.Count;

    public void Add(double p, double q, double y) => pixels.Add((p, q, y));

    public double Sum(Func<double, double, double, double> term)
    {
        var sum = 0.0;
        foreach (var (p, q, y) in pixels)
        {
            sum += term(p, q, y);
        }

        return sum;
    }
}
