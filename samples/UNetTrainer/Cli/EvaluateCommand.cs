using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LossDsl;
using Spectre.Console;
using UNetTrainer.Data;
using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Cli;

/// <summary>Command <c>evaluate</c>: compares the segmentation of a trained network with masks.</summary>
internal static class EvaluateCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Catalog catalog, IAnsiConsole console, TextWriter output, CancellationToken cancellation)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run that has ended." };
        var data = new DataOptions();
        var device = OptionKinds.Choice("--device", "Where to run; auto takes CUDA where it is", DeviceChoice.Auto);
        var json = new Option<bool>("--json") { Description = "The figures as JSON." };
        var command = new Command("evaluate", "Compares the segmentation of a trained network with masks: of the run's own test slices, or of all slices of other images.") { run };
        Option[] options = [.. data.Sources, device, json];
        Array.ForEach(options, command.Options.Add);
        command.SetAction(parsed =>
        {
            var network = new TrainedNetwork(parsed.GetValue(run)!, catalog, parsed.GetChoice<DeviceChoice>(device));
            var notes = new DataNotes();
            var slices = Slices(network.Run.Settings, data.ReadSources(parsed, new()), notes);
            NoteLines.Write(console, parsed.GetValue(json) ? [] : notes.Lines);
            var evaluation = network.Evaluate(slices, cancellation);
            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(new { evaluation.Loss, evaluation.Confusion }, Json.Options));
            }
            else
            {
                network.Run.Notes.ToList().ForEach(console.WriteLine);
                console.Write(Table(network.Run.Summary.Loss, evaluation));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static IReadOnlyList<Slice> Slices(RunSettings settings, DataSettings other, DataNotes notes)
    {
        if (other.HasSource)
        {
            return [.. settings.WithChannels(other.PreparedAs(settings.Data)).Read(notes).SelectMany(Slice.All)];
        }

        var split = settings.WithChannels(settings.Data).Load(settings.Training.Seed);
        notes.Add(split.Notes);
        return split.Test;
    }

    private static Table Table(string loss, Evaluation evaluation)
    {
        var table = new Table().AddColumns("loss", "its value", "Dice", "sensitivity", "specificity", "TP", "FP", "FN", "TN");
        var c = evaluation.Confusion;
        table.AddRow([
            new Text(loss),
            .. new[] { evaluation.Loss, c.Dice, c.Sensitivity, c.Specificity }.Select(static v => new Text(v.ToString("F4", CultureInfo.InvariantCulture))),
            .. new[] { c.TruePositives, c.FalsePositives, c.FalseNegatives, c.TrueNegatives }.Select(static v => new Text(v.ToString(CultureInfo.InvariantCulture)))]);
        return table;
    }
}
