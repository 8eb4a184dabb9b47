using System.Globalization;
using LossDsl;
using UNetTrainer.Errors;
using UNetTrainer.Wording;

namespace UNetTrainer.Comparison;

/// <summary>Parses grids such as <c>tversky.fp-weight=0.3,0.5,0.7</c>: values of one hyperparameter of one loss.</summary>
internal static class HyperparameterGrid
{
    /// <summary>Returns the grid of each loss, by names of losses and hyperparameters.</summary>
    /// <param name="lines">Grids as given.</param>
    /// <param name="losses">Losses that are compared.</param>
    /// <param name="spell">Function that returns the name of a hyperparameter in kebab-case.</param>
    /// <exception cref="InputException">A grid is malformed, names something that is not compared, or has a value that the hyperparameter does not accept.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<double>>> Parse(IEnumerable<string> lines, IReadOnlyList<CatalogEntry> losses, Func<string, string> spell) => lines
        .Select(line => Parse(line, losses, spell))
        .GroupBy(static g => g.Loss)
        .ToDictionary(static g => g.Key, static g => (IReadOnlyDictionary<string, IReadOnlyList<double>>)g.GroupBy(static h => h.Name).ToDictionary(static h => h.Key, static h => (IReadOnlyList<double>)[.. h.SelectMany(static v => v.Values).Distinct()]));

    private static (string Loss, string Name, double[] Values) Parse(string line, IReadOnlyList<CatalogEntry> losses, Func<string, string> spell)
    {
        if (line.Split('=') is not [var left, var right] || left.Split('.') is not [var lossName, var name])
        {
            throw new InputException($"--grid '{line}': a loss, a hyperparameter and its values were expected, as in tversky.fp-weight=0.3,0.5,0.7.");
        }

        var names = losses.Select(static l => l.Metadata.Name).ToArray();
        var loss = losses.FirstOrDefault(l => l.Metadata.Name.Equals(lossName, StringComparison.OrdinalIgnoreCase))?.Metadata
            ?? throw new InputException($"--grid '{line}': the loss '{lossName}' is not compared; compared are {string.Join(", ", names)}.{NearestName.Ask(lossName, names)}");
        string[] spelled = [.. loss.Hyperparameters.Select(h => spell(h.Name))];
        var hyperparameter = loss.Hyperparameters.FirstOrDefault(h => spell(h.Name) == name || h.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException($"--grid '{line}': loss '{loss.Name}' has no hyperparameter '{name}'; it has {(spelled.Length == 0 ? "none" : string.Join(", ", spelled))}.{NearestName.Ask(name, spelled)}");
        return (loss.Name, hyperparameter.Name, Array.ConvertAll(right.Split(','), text => Value(line, text, hyperparameter)));
    }

    private static double Value(string line, string text, Hyperparameter hyperparameter)
    {
        try
        {
            return hyperparameter.Check(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is FormatException or ArgumentOutOfRangeException)
        {
            throw new InputException(FormattableString.Invariant($"--grid '{line}': '{text}' is no value of {hyperparameter.Name}; finite numbers in {hyperparameter.Range} were expected."), e);
        }
    }
}
