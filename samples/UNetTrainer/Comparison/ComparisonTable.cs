namespace UNetTrainer.Comparison;

/// <summary>Formats the table of a comparison as text, for the console and for the report.</summary>
internal static class ComparisonTable
{
    /// <summary>Column headers. Columns with a star hold the survey's figures.</summary>
    public static IReadOnlyList<string> Header { get; } =
        ["loss", "runs", "Dice, pooled", "sensitivity", "specificity", "epochs to 95 %", "s an epoch", "survey: Dice*", "sens.*", "spec.*"];

    /// <summary>Footnote about the columns with a star.</summary>
    public static string Note => $"* {SurveyTable.Jadon2020.Citation}. {SurveyTable.Jadon2020.Note}";

    /// <summary>Returns the cells of a row.</summary>
    public static string[] Cells(ComparedLoss l) =>
    [
        l.Loss,
        l.Failed.Count > 0 ? $"{l.Dice?.Values.Count ?? 0}, {l.Failed.Count} diverged" : $"{l.Dice?.Values.Count ?? 0}",
        l.Dice?.ToText(3) ?? "-",
        l.Sensitivity?.ToText(3) ?? "-",
        l.Specificity?.ToText(3) ?? "-",
        l.EpochsTo95?.ToText(1) ?? "-",
        l.SecondsAnEpoch?.ToText(2) ?? "-",
        .. new[] { l.Survey?.Dice, l.Survey?.Sensitivity, l.Survey?.Specificity }.Select(static f => f is { } figure ? FormattableString.Invariant($"{figure:F3}") : ""),
    ];
}
