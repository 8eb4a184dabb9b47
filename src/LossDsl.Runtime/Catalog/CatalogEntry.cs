namespace LossDsl;

/// <summary>A loss of the catalog: what is known of it, and how to construct it.</summary>
public sealed class CatalogEntry
{
    private readonly Func<IReadOnlyList<double>, LossOptions?, FormulaLoss> construct;

    /// <param name="metadata">What is known of the loss.</param>
    /// <param name="construct">Constructs the loss from one value for each hyperparameter, in their order.</param>
    public CatalogEntry(LossMetadata metadata, Func<IReadOnlyList<double>, LossOptions?, FormulaLoss> construct)
    {
        Metadata = metadata;
        this.construct = construct;
    }

    /// <summary>What is known of the loss.</summary>
    public LossMetadata Metadata { get; }

    /// <summary>Constructs the loss.</summary>
    /// <param name="hyperparameters">Values by name (in any case); what is absent keeps its default.</param>
    /// <param name="options">What every loss can be told; <see cref="LossOptions.Default"/> if null.</param>
    /// <exception cref="ArgumentException">The loss has no such hyperparameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    public FormulaLoss Create(IReadOnlyDictionary<string, double>? hyperparameters = null, LossOptions? options = null)
    {
        var values = Metadata.Hyperparameters.Select(static h => h.Default).ToArray();
        foreach (var (name, value) in hyperparameters ?? new Dictionary<string, double>())
        {
            values[IndexOf(name)] = value;
        }

        return construct(values, options);
    }

    private int IndexOf(string hyperparameter)
    {
        for (var i = 0; i < Metadata.Hyperparameters.Count; i++)
        {
            if (string.Equals(Metadata.Hyperparameters[i].Name, hyperparameter, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        var known = Metadata.Hyperparameters.Count == 0 ? "It has none." : $"It has: {string.Join(", ", Metadata.Hyperparameters.Select(static h => h.Name))}.";
        throw new ArgumentException($"Loss '{Metadata.Name}' has no hyperparameter '{hyperparameter}'. {known}", nameof(hyperparameter));
    }
}
