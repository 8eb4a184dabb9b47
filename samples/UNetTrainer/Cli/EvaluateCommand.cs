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
        var folder = new Argument<string>("run") { Description = "The folder of a run that has ended." };
        var data = new DataOptions();
        var device = OptionKinds.Choice("--device", "Where to run; auto takes CUDA where it is", DeviceChoice.Auto);
        var json = new Option<bool>("--json") { Description = "The figures as JSON." };
        var tolerance = OptionKinds.SurfaceTolerance(new RunSettings().SurfaceTolerance);
        var command = new Command("evaluate", "Compares the segmentation of a trained network with masks: of the run's own test slices, or of all slices of other images.") { folder };
        Option[] options = [.. data.Sources, device, tolerance, json];
        Array.ForEach(options, command.Options.Add);
        command.SetAction(parsed =>
        {
            var network = new TrainedNetwork(parsed.GetValue(folder)!, catalog, parsed.GetChoice<DeviceChoice>(device));
            var (run, near) = (network.Run, parsed.GetResult(tolerance) is { Implicit: false } ? parsed.GetValue(tolerance) : network.Run.Settings.SurfaceTolerance);
            var notes = new DataNotes();
            var slices = Slices(run.Settings, data.ReadSources(parsed, new()), notes);
            NoteLines.Write(console, parsed.GetValue(json) ? [] : notes.Lines);
            var figures = network.Evaluate(slices, near, cancellation);
            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(new { figures.Loss, Confusion = figures.Pooled, SurfaceTolerance = near, figures.Classes, figures.Cases }, Json.Options));
            }
            else
            {
                run.Notes.ToList().ForEach(console.WriteLine);
                console.Write(Table(run.Summary.Loss, figures));
                console.Write(SummaryTable.FiguresOf(figures.Classes, near));
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

    private static Table Table(string loss, TestFigures figures)
    {
        var table = new Table().AddColumns("loss", "its value", "class", "Dice, pooled", "TP", "FP", "FN", "TN");
        foreach (var (name, c) in Rows(figures))
        {
            table.AddRow([
                .. new[] { loss, FigureText.Number(figures.Loss), name, FigureText.Number(c.Dice) }.Select(static v => new Text(v)),
                .. new[] { c.TruePositives, c.FalsePositives, c.FalseNegatives, c.TrueNegatives }.Select(static v => new Text(v.ToString(CultureInfo.InvariantCulture)))]);
        }

        return table;
    }

    private static IEnumerable<(string Class, Confusion Counts)> Rows(TestFigures figures) => figures.Classes.Count == 1
        ? [(figures.Classes[0].Class, figures.Pooled)]
        : [("all", figures.Pooled), .. figures.Classes.Select(static c => (c.Class, c.Pooled))];
}
