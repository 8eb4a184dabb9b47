using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Pictures;
using UNetTrainer.Runs;

namespace UNetTrainer.Cli;

/// <summary>Command <c>data</c>: describes the images and draws a contact sheet, without training.</summary>
internal static class DataCommand
{
    private const string Sheet = "contact-sheet.png";

    // Larger data sets have the names of their cases in the files.
    private const int MostNames = 50;

    /// <summary>Creates the command.</summary>
    public static Command Create(IAnsiConsole console)
    {
        var data = new DataOptions();
        var seed = OptionKinds.Whole("--seed", "Seeds the split", new Training.TrainingSettings().Seed, 0);
        var sheet = new Option<string>("--out") { Description = "The contact sheet, a PNG with slices of every case and their classes.", HelpName = "file", DefaultValueFactory = static _ => Sheet };
        var command = new Command("data", "Shows what train would be given: cases, shapes, classes, split, and a contact sheet.");
        foreach (var option in data.All.Append(seed).Append(sheet))
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => Show(data.Read(parsed), parsed.GetValue(seed), parsed.GetValue(sheet)!, console));
        return command;
    }

    private static int Show(DataSettings settings, int seed, string sheet, IAnsiConsole console)
    {
        var (cases, labels) = (settings.Read(), settings.ReadLabels());
        var contents = new ClassFrequencies(cases, labels.Names.Count);
        Write(sheet, ContactSheet.Draw(cases, [.. Legend.Classes(labels.Names), .. contents.Ignored > 0 ? [Legend.Ignored] : Array.Empty<(SkiaSharp.SKColor, string)>()]));
        console.Write(ShapesOf(cases));
        console.Write(ClassesOf(labels, contents));
        ShowSplit(settings, cases, seed, console);
        console.WriteLine($"Contact sheet: {Path.GetFullPath(sheet)}");
        return ExitCode.Ok;
    }

    // Cases of one shape in one row: a data set has few shapes and may have thousands of cases.
    private static Table ShapesOf(IReadOnlyList<ISliceSource> cases)
    {
        var table = new Table().AddColumns("cases", "slices", "shape of a slice", "spacing", "orientation", "values", "for example");
        foreach (var shape in cases.GroupBy(static c => (c.Slices.Count, c.Height, c.Width, Spacing: SpacingOf(c), c.Facts.Orientation)))
        {
            var (height, width) = (shape.Key.Height, shape.Key.Width);
            table.AddRow(
                Number(shape.Count()), Number(shape.Key.Count), $"{height} x {width}", shape.Key.Spacing, shape.Key.Orientation,
                Invariant($"{shape.Min(static c => c.Facts.Darkest):G5} to {shape.Max(static c => c.Facts.Brightest):G5}"), Markup.Escape(shape.First().Name));
        }

        return table;
    }

    // Rows, pixels of a row, and slices of a volume.
    private static string SpacingOf(ISliceSource source)
    {
        double[] all = source.Slices.Count > 1 ? [.. source.Spacing, source.SliceDistance] : [.. source.Spacing];
        return string.Join(" x ", all.Select(static s => s.ToString("G4", CultureInfo.InvariantCulture))) + (source.Facts.Geometry.HasSpacing ? " mm" : " pixels");
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

    private static void ShowSplit(DataSettings settings, IReadOnlyList<ISliceSource> cases, int seed, IAnsiConsole console)
    {
        try
        {
            var split = settings.Divide(cases, seed);
            var overview = new PartOverview(cases, split);
            console.Write(PartsOf(overview));
            console.WriteLine($"{split.Training.Count} slices to train, {split.Validation.Count} to validate, {split.Test.Count} to test.");
            foreach (var (reason, slices) in overview.LeftOut)
            {
                console.WriteLine(Invariant($"Left out: {slices} slice{(slices == 1 ? "" : "s")}, {reason}."));
            }
        }
        catch (InputException e)
        {
            console.WriteLine($"Cannot be trained on: {e.Message}");
        }
    }

    private static Table PartsOf(PartOverview overview)
    {
        var table = new Table().AddColumns("part", "slices", "cases", "which (slices)");
        foreach (var (part, cases) in overview.Cases)
        {
            var names = string.Join(", ", cases.Take(MostNames).Select(static c => Invariant($"{c.Case.Name} ({c.Slices})")));
            var more = cases.Count > MostNames ? Invariant($" and {cases.Count - MostNames} more") : "";
            table.AddRow(part.ToString().ToLowerInvariant(), Number(cases.Sum(static c => c.Slices)), Number(cases.Count), Markup.Escape(names + more));
        }

        return table;
    }

    private static void Write(string path, byte[] picture)
    {
        try
        {
            AtomicFile.Write(path, picture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot write the contact sheet to '{path}' (--out): {e.Message}", e);
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
