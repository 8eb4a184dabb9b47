using LossDsl.Losses;

namespace LossDsl.Conformance.Testing;

/// <summary>Names of the losses of the catalog, as test data.</summary>
internal static class CheckedLosses
{
    public static TheoryData<string> Names => [.. LossCatalog.All.Select(static entry => entry.Metadata.Name)];

    /// <summary>Returns the factory that a check takes for a loss of the catalog, with default hyperparameters.</summary>
    public static Func<LossOptions, FormulaLoss> Create(string name) => options => LossCatalog.All[name].Create(options: options);
}
