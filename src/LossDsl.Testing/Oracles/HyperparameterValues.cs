using System.Reflection;

namespace LossDsl.Testing.Oracles;

/// <summary>Reads the current hyperparameters of a loss from its generated properties.</summary>
internal static class HyperparameterValues
{
    private const BindingFlags Properties = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.IgnoreCase;

    /// <summary>Returns the value of each hyperparameter by its name; the default if the class has no property of that name.</summary>
    public static Dictionary<string, double> Of(FormulaLoss loss) => loss.Metadata.Hyperparameters.ToDictionary(
        static hyperparameter => hyperparameter.Name,
        hyperparameter => loss.GetType().GetProperty(hyperparameter.Name, Properties)?.GetValue(loss) is double value ? value : hyperparameter.Default);
}
