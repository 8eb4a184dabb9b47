namespace TrainingSpeed;

/// <summary>Durations of epochs by contender. Contenders take turns, so that other work on the machine slows all of them alike.</summary>
internal sealed class Rounds
{
    // Rounds that are not measured: until then the just-in-time compiler compiles, and libtorch chooses kernels.
    private const int WarmUp = 3;

    private readonly Dictionary<string, List<double>> seconds = [];
    private readonly Dictionary<string, double> dice = [];

    /// <summary>Runs and measures all contenders.</summary>
    /// <param name="contenders">Contenders; the others are compared with the first.</param>
    /// <param name="rounds">Number of measured epochs of each contender.</param>
    public static Rounds Measure(IReadOnlyList<IContender> contenders, int rounds)
    {
        var result = new Rounds();
        for (var round = -WarmUp; round < rounds; round++)
        {
            // Contenders take turns at going first.
            foreach (var contender in Enumerable.Range(0, contenders.Count).Select(i => contenders[(i + round + WarmUp) % contenders.Count]))
            {
                var (time, quality) = contender.Epoch();
                if (round >= 0)
                {
                    result.seconds.TryAdd(contender.Name, []);
                    result.seconds[contender.Name].Add(time);
                }

                result.dice[contender.Name] = quality;
            }
        }

        result.First = contenders[0].Name;
        return result;
    }

    private string First { get; set; } = "";

    /// <summary>Writes a table in Markdown: fastest and median epoch of each contender, and its last validation Dice.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine("| | fastest epoch, ms | × | median, ms | × | Dice at the end |\n|---|---:|---:|---:|---:|---:|");
        var (fastest, median) = (seconds[First].Min(), Median(seconds[First]));
        foreach (var (name, times) in seconds.OrderBy(p => p.Key != First))
        {
            output.WriteLine(FormattableString.Invariant(
                $"| {name} | {1e3 * times.Min():F0} | {times.Min() / fastest:F3} | {1e3 * Median(times):F0} | {Median(times) / median:F3} | {dice[name]:F3} |"));
        }
    }

    /// <summary>Returns the median. There must be at least one number.</summary>
    public static double Median(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
