using System.CommandLine;
using LossDsl;

namespace UNetTrainer.Cli;

/// <summary>Reads <c>--loss</c> ahead of everything else, because the other options depend on it: each loss has hyperparameters of its own.</summary>
internal static class ChosenLoss
{
    /// <summary>Creates the option that names a loss of the catalog.</summary>
    public static Option<string> Option(string fallback, Catalog catalog)
    {
        var names = catalog.Select(static e => e.Metadata.Name).ToArray();
        var option = Option(fallback, $"The loss (see 'losses'): {string.Join(", ", names)}.");
        option.CompletionSources.Add(names);
        return option;
    }

    /// <summary>Returns the name of the loss in a command line, or of the default loss.</summary>
    public static string Read(IReadOnlyList<string> args)
    {
        var option = Option(new Training.TrainingSettings().Loss, "");
        var command = new Command("any") { option };
        command.TreatUnmatchedTokensAsErrors = false;
        var parsed = command.Parse(args);
        return parsed.Errors.Count == 0 ? parsed.GetValue(option)! : option.GetDefaultValue() as string ?? "";
    }

    private static Option<string> Option(string fallback, string description) => new("--loss")
    {
        Description = description,
        HelpName = "name",
        DefaultValueFactory = _ => fallback,
    };
}
