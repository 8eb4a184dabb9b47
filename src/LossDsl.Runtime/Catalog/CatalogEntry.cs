using System.ComponentModel;

namespace LossDsl;

/// <summary>Entry of a catalog: the metadata of a loss, and a factory that constructs it from hyperparameters and options.</summary>
public sealed class CatalogEntry
{
    private readonly Func<IReadOnlyList<double>, LossOptions?, FormulaLoss> construct;

    /// <param name="metadata">The metadata of the loss.</param>
    /// <param name="construct">Constructs the loss from one value for each hyperparameter, in the order of the metadata, and options that may be null.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public CatalogEntry(LossMetadata metadata, Func<IReadOnlyList<double>, LossOptions?, FormulaLoss> construct)
    {
        Metadata = metadata;
        this.construct = construct;
    }

    /// <summary>The metadata of the loss: name, formula, hyperparameters and proofs.</summary>
    public LossMetadata Metadata { get; }

    /// <summary>Constructs the loss.</summary>
    /// <param name="hyperparameters">Values by name, regardless of case; absent hyperparameters keep their defaults.</param>
    /// <param name="options">Options of the loss; <see cref="LossOptions.Default"/> if null.</param>
    /// <returns>A new loss.</returns>
    /// <exception cref="ArgumentException">The loss has no hyperparameter of a given name, or a class weight is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A hyperparameter or an option lies outside its range.</exception>
    public FormulaLoss Create(IReadOnlyDictionary<string, double>? hyperparameters = null, LossOptions? options = null)
    {
        var values = Metadata.Hyperparameters.Select(static h => h.Default).ToArray();
        foreach (var (name, value) in hyperparameters ?? new Dictionary<string, double>())
        {
            values[IndexOf(name) ?? throw new ArgumentException($"Loss '{Metadata.Name}' has no hyperparameter '{name}'. {Known}", nameof(hyperparameters))] = value;
        }

        return construct(values, options);
    }

    private string Known => Metadata.Hyperparameters.Count == 0 ? "It has none." : $"It has: {string.Join(", ", Metadata.Hyperparameters.Select(static h => h.Name))}.";

    private int? IndexOf(string hyperparameter)
    {
        for (var i = 0; i < Metadata.Hyperparameters.Count; i++)
        {
            if (string.Equals(Metadata.Hyperparameters[i].Name, hyperparameter, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return null;
    }
}
