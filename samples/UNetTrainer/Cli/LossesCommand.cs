using System.CommandLine;
using System.Text.Json;
using LossDsl;
using Spectre.Console;
using UNetTrainer.Errors;
using UNetTrainer.Runs;
using UNetTrainer.Wording;

namespace UNetTrainer.Cli;

/// <summary>Command <c>losses</c>: lists the catalog as a table or as JSON, or describes one loss.</summary>
internal static class LossesCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Catalog catalog, IAnsiConsole console, TextWriter output)
    {
        var json = new Option<bool>("--json") { Description = "All that is known of each loss, as JSON; a bound that does not exist is null." };
        var describe = new Option<string?>("--describe") { Description = "All about one loss: formula, gradient, proofs, hyperparameters, maps, use and source.", HelpName = "name" };
        describe.CompletionSources.Add([.. catalog.Select(static e => e.Metadata.Name)]);
        var command = new Command("losses", "Lists the losses that can be chosen by name.") { json, describe };
        command.SetAction(parsed =>
        {
            var chosen = parsed.GetValue(describe) is { } name ? Find(catalog, name) : null;
            if (parsed.GetValue(json))
            {
                output.WriteLine(chosen is null ? JsonSerializer.Serialize(catalog.Select(static e => e.Metadata), Json.Options) : JsonSerializer.Serialize(chosen, Json.Options));
            }
            else if (chosen is not null)
            {
                // Not by the console, which would break a formula into lines that are hard to read and to copy.
                output.Write(LossDescription.Describe(chosen));
            }
            else
            {
                console.Write(Table(catalog));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static LossMetadata Find(Catalog catalog, string name) => catalog.TryGet(name, out var entry)
        ? entry.Metadata
        : throw new InputException($"There is no loss '{name}' (--describe). The catalog has: {string.Join(", ", catalog.Select(static e => e.Metadata.Name))}.{NearestName.Ask(name, catalog.Select(static e => e.Metadata.Name))}");

    private static Table Table(Catalog catalog)
    {
        var table = new Table().AddColumns("loss", "family", "hyperparameters: default, range", "reference");
        foreach (var loss in catalog.Select(static e => e.Metadata))
        {
            var hyperparameters = loss.Hyperparameters.Select(static h => FormattableString.Invariant($"{HyperparameterOptions.NameOf(h)}: {h.Default}, {h.Range}"));
            table.AddRow(new Text(loss.Name), new Text(loss.Family.ToString().ToLowerInvariant()), new Text(string.Join('\n', hyperparameters)), new Text(loss.Reference ?? ""));
        }

        return table;
    }
}
