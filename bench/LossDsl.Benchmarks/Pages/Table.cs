using System.Globalization;

namespace LossDsl.Benchmarks.Pages;

/// <summary>Tables and numbers of a page.</summary>
internal static class Table
{
    /// <summary>The first column holds words, the others numbers.</summary>
    public static string Write(string[] heads, IEnumerable<string[]> rows) => string.Join('\n',
        [Row(heads), Row([.. heads.Select(static (_, column) => column == 0 ? "---" : "---:")]), .. rows.Select(Row)]);

    /// <summary>Three digits; a dash for what was not measured.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString(value switch { >= 100 => "F0", >= 10 => "F1", >= 0.1 => "F2", _ => "F4" }, CultureInfo.InvariantCulture);

    public static string Ratio(double of, double to) => double.IsNaN(of / to) ? "–" : Number(of / to) + "×";

    private static string Row(string[] cells) => $"| {string.Join(" | ", cells)} |";
}
