using UNetTrainer.Statistics;

namespace UNetTrainer.Comparison;

/// <summary>Comparison of the order of losses here with that of the survey's table.</summary>
/// <param name="Losses">Losses that both have, in the survey's order, with both Dice.</param>
/// <param name="Correlation">Rank correlation of the two columns; null for fewer than three losses.</param>
internal sealed record SurveyComparison(IReadOnlyList<SurveyPair> Losses, RankCorrelation? Correlation)
{
    /// <summary>Compares rows of the table with the survey.</summary>
    public static SurveyComparison Compute(IEnumerable<ComparedLoss> losses)
    {
        SurveyPair[] pairs = [.. losses.Where(static l => l is { Survey: not null, CaseDice: not null }).Select(static l => new SurveyPair(l.Loss, l.CaseDice!.Mean, l.Survey!.Dice)).OrderByDescending(static p => p.Survey)];
        return new(pairs, pairs.Length >= RankCorrelation.Fewest ? RankCorrelation.Compute([.. pairs.Select(static p => p.Here)], [.. pairs.Select(static p => p.Survey)]) : null);
    }

    /// <summary>Returns the rank of a loss in both columns, 1 for the largest Dice; equal ones share the mean of their ranks.</summary>
    public (double Here, double Survey) Ranks(SurveyPair pair) => (Rank(pair.Here, static p => p.Here), Rank(pair.Survey, static p => p.Survey));

    private double Rank(double value, Func<SurveyPair, double> column) => Losses.Count(p => column(p) > value) + ((Losses.Count(p => column(p) == value) + 1) / 2.0);
}

/// <summary>Loss that the comparison and the survey have.</summary>
/// <param name="Loss">Name of the loss.</param>
/// <param name="Here">Mean Dice of the test cases here.</param>
/// <param name="Survey">Dice that the survey printed.</param>
internal sealed record SurveyPair(string Loss, double Here, double Survey);
