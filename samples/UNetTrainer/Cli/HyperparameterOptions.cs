using System.CommandLine;
using LossDsl;

namespace UNetTrainer.Cli;

/// <summary>
/// Command-line options for the hyperparameters of one loss, made from its metadata: <c>fpWeight</c> is <c>--fp-weight</c>, with its own default and range.
/// Options exist for the chosen loss alone, so losses may give one name different defaults. A name that the command has already becomes <c>--loss-name</c>.
/// </summary>
internal sealed class HyperparameterOptions
{
    private readonly LossMetadata loss;
    private readonly (Hyperparameter Hyperparameter, Option<double> Option)[] options;

    /// <param name="loss">The chosen loss.</param>
    /// <param name="taken">Names of options that the command has already.</param>
    public HyperparameterOptions(LossMetadata loss, IEnumerable<string> taken)
    {
        this.loss = loss;
        var names = taken.ToHashSet();
        options = [.. loss.Hyperparameters.Select(h => (h, OptionFor(h, names)))];
    }

    /// <summary>Options in the order of the loss's constructor.</summary>
    public IEnumerable<Option> Options => options.Select(static o => o.Option);

    /// <summary>Returns the name of a hyperparameter's option.</summary>
    public static string NameOf(Hyperparameter hyperparameter) => $"--{OptionKinds.Kebab(hyperparameter.Name)}";

    /// <summary>Returns the values of all hyperparameters by name, given or default.</summary>
    public IReadOnlyDictionary<string, double> Values(ParseResult parsed) =>
        options.ToDictionary(static o => o.Hyperparameter.Name, o => parsed.GetValue(o.Option));

    /// <summary>Returns a sentence that lists the hyperparameters, for an error message.</summary>
    public string Describe() => options.Length == 0
        ? $"Loss '{loss.Name}' has no hyperparameters."
        : $"Loss '{loss.Name}' has: {string.Join(", ", options.Select(static o => FormattableString.Invariant($"{o.Option.Name} (default {o.Hyperparameter.Default}, in {o.Hyperparameter.Range})")))}.";

    private Option<double> OptionFor(Hyperparameter h, HashSet<string> taken)
    {
        var name = NameOf(h);
        return OptionKinds.Real(
            taken.Contains(name) ? $"--loss-{name[2..]}" : name,
            $"Hyperparameter {h.Name} of loss {loss.Name}",
            h.Default,
            $"a finite number in {h.Range}",
            value => IsAllowed(h, value));
    }

    private static bool IsAllowed(Hyperparameter h, double value)
    {
        try
        {
            return h.Check(value) == value;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}
