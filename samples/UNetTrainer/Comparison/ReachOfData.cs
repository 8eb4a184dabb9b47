using System.Globalization;
using UNetTrainer.Runs;
using UNetTrainer.Statistics;
using UNetTrainer.Wording;

namespace UNetTrainer.Comparison;

/// <summary>Sentences about what the data of a comparison can show and what it cannot. Each follows from a number.</summary>
/// <param name="runs">Runs that have ended.</param>
/// <param name="settings">Settings of the comparison.</param>
/// <param name="dice">Comparison by Dice.</param>
/// <param name="survey">Comparison with the survey's table.</param>
internal sealed class ReachOfData(IReadOnlyList<FinishedRun> runs, ComparisonSettings settings, MetricComparison dice, SurveyComparison survey)
{
    private const double Level = 0.05;

    private int Cases => runs.SelectMany(static r => r.Cases).Select(static c => c.Group).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Returns the sentences.</summary>
    public IReadOnlyList<string> Sentences() => [Unit(), .. Seen(), .. Unseen(), .. Power(), .. Differences(), .. Identical(), Tuning(), .. OfSurvey()];

    private string Unit()
    {
        var grouped = runs.SelectMany(static r => r.Cases).Any(static c => c.Group != c.Case);
        return $"The unit of the statistics is the {(grouped ? "group of cases (--group)" : "case")}, neither the slice nor the pixel: {Plural.Of(Cases, grouped ? "group" : "case")}, each tested in {(settings.Run.Data.Folds is { } folds ? $"one of {folds} folds" : "one split")} and averaged over {Plural.Of(runs.Select(static r => r.Settings.Training.Seed).Distinct().Count(), "seed")}.";
    }

    private IEnumerable<string> Seen()
    {
        var seen = runs.Max(static r => r.Summary.TestCasesSeen ?? 0);
        return seen == 0 ? [] : [$"Networks were trained on other slices of {(seen == 1 ? "the same case" : $"{seen} of the same cases")} that they were tested on: the figures say how well a loss fits these images, and nothing about images that a network has not seen."];
    }

    // The same networks, on slices between those that they have learnt and on a case that they have not.
    private IEnumerable<string> Unseen()
    {
        var both = runs.Where(static r => r.Summary is { ValidationCasesSeen: > 0, TestCasesSeen: 0, BestValidationDice: not null, Dice: not null }).ToArray();
        return both.Length == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"On other slices of the case that they were trained on (validation), networks have a mean pooled Dice of {both.Average(static r => r.Summary.BestValidationDice!.Value):F3}; on cases that they had not seen (test), of {both.Average(static r => r.Summary.Dice!.Value):F3}. Only the second says something about further images.")];
    }

    private IEnumerable<string> Power()
    {
        if (dice.Losses.Count == 0)
        {
            yield break;
        }

        var fewest = PairedComparison.FewestCases(dice.Losses.Count);
        if (Cases < fewest)
        {
            yield return $"{Plural.Of(Cases, "case")} cannot tell losses apart: the smallest p value that the test of {Cases} can reach is {ComparisonTable.P(SignedRankTest.SmallestP(Cases))}, and {Plural.Of(dice.Losses.Count, "comparison")} need at least {fewest} cases for one below {Level.ToString(CultureInfo.InvariantCulture)} after Holm's correction. The order of the rows is no ranking.";
        }

        long[] needed = [.. dice.Losses.Select(static c => c.NeededCases).OfType<long>().Order()];
        if (needed.Length > 0)
        {
            yield return $"To show a difference of 0.01 in Dice (power 0.8, level 0.05, no correction), {(needed[0] == needed[^1] ? $"{needed[0]}" : $"{needed[0]} to {needed[^1]}")} cases like these would be needed; there are {Cases}{(needed[^1] > Cases && Cases < 6 ? ", too few to rely on this estimate" : "")}.";
        }
    }

    private IEnumerable<string> Differences()
    {
        string[] apart = [.. dice.Losses.Where(static c => c.CorrectedP < Level).Select(static c => $"{c.Loss} ({(c.Differences.Mean > 0 ? "better" : "worse")})")];
        return dice.Losses.Count == 0 || Cases < PairedComparison.FewestCases(dice.Losses.Count) ? []
            : [apart.Length == 0 ? $"For no loss a difference to {dice.Losses[0].Baseline} in Dice is shown, which does not prove that there is none." : $"{Plural.Of(apart.Length, "loss")} of {dice.Losses.Count} {(apart.Length == 1 ? "differs" : "differ")} from {dice.Losses[0].Baseline} in Dice: {string.Join(", ", apart)}."];
    }

    private IEnumerable<string> Identical()
    {
        var all = dice.Losses.Where(static c => c.Differences.Values.Count > 0).Select(static c => (c.Loss, c.Differences.Values)).ToList();
        if (all.Count > 0)
        {
            all.Add((dice.Losses[0].Baseline, new double[all[0].Values.Count]));
        }

        return all.SelectMany((a, i) => all.Skip(i + 1).Where(b => a.Values.SequenceEqual(b.Values)).Select(b => $"{a.Loss} and {b.Loss} have the same Dice in every case: they are one loss here, or neither has learnt anything."));
    }

    private string Tuning()
    {
        if (!settings.IsTuned)
        {
            return $"Every loss was trained with the learning rate {settings.Run.Training.LearningRate.ToString(CultureInfo.InvariantCulture)} and its default hyperparameters. Nothing was tuned, and another rate can change the order.";
        }

        var tried = settings.Losses.Select(l => (Loss: l, settings.Trials(l).Count)).ToArray();
        var fewer = tried.Where(t => t.Count < settings.EffectiveBudget).Select(static t => $"{t.Loss} {t.Count}").ToArray();
        return $"The settings of each loss were chosen by validation within each fold, out of {settings.EffectiveBudget} for each loss{(fewer.Length == 0 ? "" : $", but fewer for {string.Join(", ", fewer)}: with two learning rates or more, all budgets would be equal")}. All trials had the same number of epochs and the same rule for stopping.";
    }

    private IEnumerable<string> OfSurvey() => survey.Correlation is not { } c || double.IsNaN(c.Rho) ? []
        : [string.Create(CultureInfo.InvariantCulture, $"The order of {c.Count} losses in the survey's Table III and their order here have Spearman's rank correlation {c.Rho:F2} (p = {ComparisonTable.P(c.P)}{(c.IsExact ? ", exact" : "")}). {(c.P < Level ? "That the two orders have nothing in common is unlikely." : "That is no evidence that the two orders have anything in common.")} Data, network and number of epochs differ, so that either answer says little about the losses.")];
}
