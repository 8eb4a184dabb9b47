namespace LossDsl.Kernels.Tests.Lanes;

internal static class Numbers
{
    /// <summary>Numbers of a range: a third of them evenly, the others of every order of magnitude, around 0 and around 1.</summary>
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
