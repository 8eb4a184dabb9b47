using System.Globalization;
using UNetTrainer.Comparison;
using UNetTrainer.Training;

namespace UNetTrainer.Reports;

/// <summary>Adds the settings with which each loss was tested.</summary>
internal static class ChoicesSection
{
    /// <summary>Adds a row for each loss and fold; nothing if nothing was chosen.</summary>
    public static Page Choices(this Page page, ComparisonResult result) => result.Choices.All(static c => c.Tried <= 1 && c.Thresholds.All(static t => t is null)) ? page : page
        .Heading("Choices made on the validation part")
        .Table(
            ["loss", "fold", "setting", "settings tried", "validation Dice", "threshold"],
            result.Choices.OrderBy(static c => c.Loss, StringComparer.Ordinal).ThenBy(static c => c.Fold).Select(static c => new[]
            {
                c.Loss, c.Fold?.ToString(CultureInfo.InvariantCulture) ?? "", c.Setting.ToString(), c.Tried.ToString(CultureInfo.InvariantCulture), FigureText.Number(c.ValidationDice),
                string.Join(", ", c.Thresholds.Select(static t => t is { } threshold ? FigureText.Number(threshold, 2) : "1/2").Distinct()),
            }),
            texts: 3);
}
