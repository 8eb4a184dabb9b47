using System.CommandLine;
using System.Text.Json;
using LossDsl;
using Spectre.Console;
using UNetTrainer.Runs;

namespace UNetTrainer.Cli;

/// <summary><c>losses</c>: lists the catalogue, for people or for machines.</summary>
internal static class LossesCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Catalog catalog, IAnsiConsole console, TextWriter output)
    {
        var json = new Option<bool>("--json") { Description = "All that is known of each loss, as JSON; a bound that does not exist is null." };
        var command = new Command("losses", "Lists the losses that can be chosen by name.") { json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(catalog.Select(static e => e.Metadata), Json.Options));
            }
            else
            {
                console.Write(Table(catalog));
            }

            return ExitCode.Ok;
        });
        return command;
    }

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
