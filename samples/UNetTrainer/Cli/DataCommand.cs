using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Pictures;
using UNetTrainer.Wording;

namespace UNetTrainer.Cli;

/// <summary>Command <c>data</c>: describes the images and draws a contact sheet, without training.</summary>
internal static class DataCommand
{
    private const string Sheet = "contact-sheet.png";

    /// <summary>Creates the command.</summary>
    public static Command Create(IAnsiConsole console)
    {
        var data = new DataOptions();
        var seed = OptionKinds.Whole("--seed", "Seeds the split", new Training.TrainingSettings().Seed, 0);
        var sheet = new Option<string>("--out") { Description = "The contact sheet, a PNG with slices of every case and their classes.", HelpName = "file", DefaultValueFactory = static _ => Sheet };
        var command = new Command("data", "Shows what train would be given: cases, shapes, classes, split, and a contact sheet.");
        var overwrite = new Option<bool>("--overwrite") { Description = "Replaces a file of that name even if it is no contact sheet." };
        foreach (var option in data.All.Append(seed).Append(sheet).Append(overwrite))
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => Show(data.Read(parsed).Resolve(), parsed.GetValue(seed), parsed.GetValue(sheet)!, parsed.GetValue(overwrite), console));
        return command;
    }

    private static int Show(DataSettings settings, int seed, string sheet, bool overwrite, IAnsiConsole console)
    {
        ContactSheetFile.CheckIsFree(sheet, overwrite);
        var notes = new DataNotes();
        var (cases, labels) = (settings.Read(notes), settings.ReadLabels());
        var contents = new ClassFrequencies(cases, labels.Names.Count);
        ContactSheetFile.Write(sheet, ContactSheet.Draw(cases, [.. Legend.Classes(labels.Names), .. contents.Ignored > 0 ? [Legend.Ignored] : Array.Empty<(SkiaSharp.SKColor, string)>()]), overwrite);
        console.Write(CaseTables.Shapes(cases));
        console.Write(ClassesOf(labels, contents));
        ShowSplit(settings, cases, seed, notes, console);
        NoteLines.Write(console, notes.Lines);
        console.WriteLine($"Contact sheet: {Path.GetFullPath(sheet)}");
        return ExitCode.Ok;
    }

    private static Table ClassesOf(LabelMap labels, ClassFrequencies contents)
    {
        var table = new Table().AddColumns("class", "share of pixels", "slices with it");
        foreach (var (c, name) in labels.Names.Index())
        {
            table.AddRow(Markup.Escape(name), contents.Share(c).ToString("P3", CultureInfo.InvariantCulture), Number(contents.Slices(c)));
        }

        return contents.Ignored == 0 ? table : table.AddRow("ignored", Invariant($"{contents.Ignored} pixels, in no share"), "");
    }

    private static void ShowSplit(DataSettings settings, IReadOnlyList<ISliceSource> cases, int seed, DataNotes notes, IAnsiConsole console)
    {
        try
        {
            var split = settings.Divide(cases, seed, notes);
            var overview = new PartOverview(cases, split);
            console.Write(CaseTables.Parts(overview));
            console.WriteLine($"{Plural.Of(split.Training.Count, "slice")} to train, {split.Validation.Count} to validate, {split.Test.Count} to test.");
            foreach (var (reason, slices) in overview.LeftOut)
            {
                console.WriteLine($"Left out: {Plural.Of(slices, "slice")}, {reason}.");
            }
        }
        catch (InputException e)
        {
            console.WriteLine($"Cannot be trained on: {e.Message}");
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
