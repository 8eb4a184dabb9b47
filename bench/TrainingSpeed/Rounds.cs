namespace TrainingSpeed;

/// <summary>What epochs took, by contender. They take turns, so that what else the machine does hits all of them alike.</summary>
internal sealed class Rounds
{
    // The just-in-time compiler and libtorch's choice of kernels are done with after these.
    private const int WarmUp = 3;

    private readonly Dictionary<string, List<double>> seconds = [];
    private readonly Dictionary<string, double> dice = [];

    /// <summary>Measures; the first contender is what the others are compared with.</summary>
    public static Rounds Measure(IReadOnlyList<IContender> contenders, int rounds)
    {
        var result = new Rounds();
        for (var round = -WarmUp; round < rounds; round++)
        {
            // Each goes first in its turn.
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

    /// <summary>Writes a table in Markdown.</summary>
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

    /// <summary>The middle of some numbers.</summary>
    public static double Median(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
