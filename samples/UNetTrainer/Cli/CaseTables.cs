using System.Globalization;
using Spectre.Console;
using UNetTrainer.Data;

namespace UNetTrainer.Cli;

/// <summary>Renders tables about the cases of a data set, for the command <c>data</c>.</summary>
internal static class CaseTables
{
    // Larger data sets have the names of their cases in the files.
    private const int MostNames = 50;

    /// <summary>Renders shapes, spacing, orientation, values and the kind of file. Cases alike are in one row: a data set has few shapes and may have thousands of cases.</summary>
    public static Table Shapes(IReadOnlyList<ISliceSource> cases)
    {
        var table = new Table().AddColumns("cases", "slices", "shape of a slice", "spacing", "orientation", "values", "kind of file", "for example");
        foreach (var shape in cases.GroupBy(static c => (c.Slices.Count, c.Height, c.Width, Spacing: SpacingOf(c), c.Facts.Orientation, c.Facts.Kind)))
        {
            var (height, width) = (shape.Key.Height, shape.Key.Width);
            table.AddRow(
                Number(shape.Count()), Number(shape.Key.Count), $"{height} x {width}", shape.Key.Spacing, shape.Key.Orientation,
                Invariant($"{shape.Min(static c => c.Facts.Darkest):G5} to {shape.Max(static c => c.Facts.Brightest):G5}"), Markup.Escape(shape.Key.Kind), Markup.Escape(shape.First().Name));
        }

        return table;
    }

    /// <summary>Renders the cases of each part.</summary>
    public static Table Parts(PartOverview overview)
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

    // Rows, pixels of a row, and slices of a volume.
    private static string SpacingOf(ISliceSource source)
    {
        double[] all = source.Slices.Count > 1 ? [.. source.Spacing, source.SliceDistance] : [.. source.Spacing];
        return string.Join(" x ", all.Select(static s => s.ToString("G4", CultureInfo.InvariantCulture))) + (source.Facts.Geometry.HasSpacing ? " mm" : " pixels");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
