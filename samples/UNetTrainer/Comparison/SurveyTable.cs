using System.Text.Json;
using UNetTrainer.Runs;

namespace UNetTrainer.Comparison;

/// <summary>Results that the survey printed, for comparison with one's own. The figures lie in a data file, because the program itself knows no loss by name.</summary>
/// <param name="Citation">Citation of the printed table.</param>
/// <param name="Note">Reason why the figures cannot be compared one to one.</param>
/// <param name="Losses">Rows of the table, in the survey's order.</param>
internal sealed record SurveyTable(string Citation, string Note, IReadOnlyList<SurveyFigures> Losses)
{
    private static readonly Lazy<SurveyTable> Read = new(static () => JsonSerializer.Deserialize<SurveyTable>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "survey", "jadon-2020-table-3.json")), Json.Options)!);

    /// <summary>Table III of Jadon 2020.</summary>
    public static SurveyTable Jadon2020 => Read.Value;

    /// <summary>Returns the survey's figures for a loss; null if the survey has none.</summary>
    public SurveyFigures? Find(string loss) => Losses.FirstOrDefault(f => f.Loss.Equals(loss, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Row of the survey's table: results of one loss on the test set.</summary>
/// <param name="Loss">Name of the loss in the catalog.</param>
/// <param name="Dice">Dice on the test set.</param>
/// <param name="Sensitivity">Sensitivity on the test set.</param>
/// <param name="Specificity">Specificity on the test set.</param>
internal sealed record SurveyFigures(string Loss, double Dice, double Sensitivity, double Specificity);
