namespace LossDsl.Kernels.Tests.Lanes;

/// <summary>Draws the float64 arguments at which errors of lane functions are measured.</summary>
internal static class ErrorSamples
{
    /// <summary>Draws numbers of an open interval: a third evenly, a third of every order of magnitude, a third around 1. The same arguments give the same numbers.</summary>
    public static double[] Between(double smallest, double largest, int count)
    {
        var random = new Random(1);
        var numbers = new double[count];
        for (var i = 0; i < count;)
        {
            var sign = random.Next(2) == 0 ? -1 : 1;
            var number = (i % 3) switch
            {
                0 => smallest + (random.NextDouble() * (largest - smallest)),
                1 => sign * Math.ScaleB(1 + random.NextDouble(), random.Next(-500, 500)),
                _ => 1 + (sign * Math.ScaleB(1 + random.NextDouble(), -random.Next(1, 53))),
            };
            if (number > smallest && number < largest)
            {
                numbers[i++] = number;
            }
        }

        return numbers;
    }
}
