using System.Text.Json;
using UNetTrainer.Runs;

namespace UNetTrainer.Comparison;

/// <summary>The figures that the survey printed, to stand beside one's own; a file of data, for the program knows no loss by name.</summary>
/// <param name="Citation">Where they are printed.</param>
/// <param name="Note">Why they cannot be compared one to one.</param>
/// <param name="Losses">A row each, in the survey's order.</param>
internal sealed record SurveyTable(string Citation, string Note, IReadOnlyList<SurveyFigures> Losses)
{
    private static readonly Lazy<SurveyTable> Read = new(static () => JsonSerializer.Deserialize<SurveyTable>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "survey", "jadon-2020-table-3.json")), Json.Options)!);

    /// <summary>Table III of Jadon 2020.</summary>
    public static SurveyTable Jadon2020 => Read.Value;

    /// <summary>The survey's figures for a loss, or null where it has none.</summary>
    public SurveyFigures? Find(string loss) => Losses.FirstOrDefault(f => f.Loss.Equals(loss, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A row of the survey's table.</summary>
/// <param name="Loss">The name in the catalog.</param>
/// <param name="Dice">Of the test set.</param>
/// <param name="Sensitivity">Of the test set.</param>
/// <param name="Specificity">Of the test set.</param>
internal sealed record SurveyFigures(string Loss, double Dice, double Sensitivity, double Specificity);
