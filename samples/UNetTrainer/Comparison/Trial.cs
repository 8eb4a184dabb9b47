namespace UNetTrainer.Comparison;

/// <summary>Setting that is tried for a loss: its learning rate and the hyperparameters that differ from their defaults.</summary>
/// <param name="LearningRate">Initial learning rate.</param>
/// <param name="Hyperparameters">Values of the hyperparameters in the grid, by name.</param>
internal sealed record Trial(double LearningRate, IReadOnlyDictionary<string, double> Hyperparameters)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Hyperparameters.Select(static h => FormattableString.Invariant($"{h.Key} {h.Value}")).Prepend(FormattableString.Invariant($"rate {LearningRate}")));
}

/// <summary>
/// Settings that are tried for a loss: every combination of learning rates and of the loss's grid. All losses have equal budgets: of a larger grid, as many settings are drawn at random;
/// a loss with a smaller one tries further learning rates between the given ones.
/// </summary>
/// <param name="rates">Learning rates.</param>
/// <param name="budget">Number of settings for each loss.</param>
/// <param name="seed">Seed of the draws.</param>
internal sealed class TrialGrid(IReadOnlyList<double> rates, int budget, int seed)
{
    /// <summary>Returns the settings of a loss with a grid of hyperparameters; an empty grid is the defaults alone.</summary>
    public IReadOnlyList<Trial> List(IReadOnlyDictionary<string, IReadOnlyList<double>> grid)
    {
        var points = Product(grid);
        var all = Trials(rates, points);
        return all.Length > budget ? Drawn(all) : [.. all.Concat(Trials(Between(points.Length), points).Where(t => !rates.Contains(t.LearningRate))).Take(budget)];
    }

    /// <summary>Returns the number of combinations of a grid with so many learning rates.</summary>
    public static int Size(int rates, IReadOnlyDictionary<string, IReadOnlyList<double>> grid) => grid.Values.Aggregate(rates, static (size, values) => size * values.Count);

    private static IReadOnlyDictionary<string, double>[] Product(IReadOnlyDictionary<string, IReadOnlyList<double>> grid) => grid.Aggregate(
        new IReadOnlyDictionary<string, double>[] { new Dictionary<string, double>() },
        static (points, h) => [.. points.SelectMany(p => h.Value.Select(v => new Dictionary<string, double>(p) { [h.Key] = v }))]);

    private static Trial[] Trials(IEnumerable<double> rates, IReadOnlyDictionary<string, double>[] points) => [.. rates.SelectMany(rate => points.Select(p => new Trial(rate, p)))];

    private Trial[] Drawn(Trial[] all)
    {
        var numbers = Enumerable.Range(0, all.Length).ToArray();
        new Random(seed).Shuffle(numbers);
        return [.. numbers.Take(budget).Order().Select(i => all[i])];
    }

    // Each further rate is the geometric mean of the two neighbours that lie farthest apart.
    private IEnumerable<double> Between(int points)
    {
        var sorted = rates.Distinct().Order().ToList();
        while (sorted.Count > 1 && sorted.Count * points < budget)
        {
            var widest = Enumerable.Range(0, sorted.Count - 1).MaxBy(i => sorted[i + 1] / sorted[i]);
            var middle = double.Parse(Math.Sqrt(sorted[widest] * sorted[widest + 1]).ToString("G3", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
            if (sorted.Contains(middle))
            {
                break;
            }

            sorted.Insert(widest + 1, middle);
        }

        return sorted;
    }
}
