using System.Globalization;

namespace LossDsl.Benchmarks.Pages;

/// <summary>Formats tables and numbers in Markdown.</summary>
internal static class Table
{
    /// <summary>Returns a table. The first column holds text, aligned left; the other columns hold numbers, aligned right.</summary>
    public static string Write(string[] heads, IEnumerable<string[]> rows) => string.Join('\n',
        [Row(heads), Row([.. heads.Select(static (_, column) => column == 0 ? "---" : "---:")]), .. rows.Select(Row)]);

    /// <summary>Formats a number with about three significant digits. NaN, which stands for a missing measurement, becomes a dash.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString(value switch { >= 100 => "F0", >= 10 => "F1", >= 0.1 => "F2", _ => "F4" }, CultureInfo.InvariantCulture);

    /// <summary>Formats a ratio, as in 2.40×; a dash if either number is NaN.</summary>
    public static string Ratio(double numerator, double denominator) => double.IsNaN(numerator / denominator) ? "–" : Number(numerator / denominator) + "×";

    private static string Row(string[] cells) => $"| {string.Join(" | ", cells)} |";
}
