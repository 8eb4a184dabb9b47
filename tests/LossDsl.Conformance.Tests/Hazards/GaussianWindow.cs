namespace LossDsl.Conformance.Hazards;

/// <summary>Weights of a Gaussian window whose sum is 1, around each pixel of an image. Beyond the border the image repeats its border pixels.</summary>
internal sealed class GaussianWindow
{
    private const int Width = Situation.Width;
    private readonly double[,] ofAxis = new double[Width, Width];

    public GaussianWindow(int side, double sigma)
    {
        var reach = side / 2;
        var sum = Enumerable.Range(-reach, side).Sum(Shape);
        for (var i = 0; i < Width; i++)
        {
            for (var j = i - reach; j <= i + reach; j++)
            {
                ofAxis[i, Math.Clamp(j, 0, Width - 1)] += Shape(j - i) / sum;
            }
        }

        Own = 1 / (sum * sum);

        double Shape(int offset) => Math.Exp(-offset * offset / (2 * sigma * sigma));
    }

    /// <summary>Weight of the pixel in its own window, without what border pixels repeat.</summary>
    public double Own { get; }

    /// <summary>Returns the weight of pixel j in the window around pixel i.</summary>
    public double Weight(int i, int j) => ofAxis[i / Width, j / Width] * ofAxis[i % Width, j % Width];

    public double Mean(int i, Func<int, double> value) => Enumerable.Range(0, Situation.Pixels).Sum(j => Weight(i, j) * value(j));
}
