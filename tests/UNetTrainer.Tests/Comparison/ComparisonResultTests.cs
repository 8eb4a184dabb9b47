using System.Diagnostics;
using UNetTrainer.Comparison;
using UNetTrainer.Errors;
using UNetTrainer.Runs;
using UNetTrainer.Statistics;
using UNetTrainer.Training;

namespace UNetTrainer.Tests.Comparison;

/// <summary>Tests of the statistics of a comparison on runs with known figures: what is compared with what, by which unit, and what the sentences say.</summary>
public sealed class ComparisonResultTests
{
    private static readonly ComparisonSettings Settings = new() { Losses = ["dice"] };

    [Fact]
    public void AKnownDifference_IsFound_AndEqualLossesShareALetter()
    {
        var result = Compute(Runs("dice", 20, 0), Runs("tversky", 20, 0.05), Runs("focal", 20, 0.001, jitter: 7));
        var dice = result.Metrics[0];
        var tversky = dice.Losses.Single(static l => l.Loss == "tversky");
        Assert.Equal("dice", result.Baseline);
        Assert.Equal(20, tversky.Differences.Values.Count);
        Assert.InRange(tversky.Differences.Mean, 0.04, 0.06);
        Assert.True(tversky.CorrectedP < 0.001);
        Assert.InRange(tversky.Interval!.Low, 0.03, tversky.Differences.Mean);
        Assert.Empty(dice.Groups["tversky"].Intersect(dice.Groups["dice"]));
        Assert.NotEmpty(dice.Groups["focal"].Intersect(dice.Groups["dice"]));
        Assert.Equal("tversky", dice.Losses[0].Loss);
        Assert.Contains(Compute(Runs("dice", 20, 0), Runs("focal", 20, 0.001, jitter: 7)).Reach, static s => s.StartsWith("For no loss a difference to dice", StringComparison.Ordinal));
        Assert.Contains(result.Reach, static s => s.Contains("1 loss of 2 differs from dice in Dice: tversky (better)", StringComparison.Ordinal));
    }

    [Fact]
    public void TheUnit_IsTheCase_NotTheSeed_AndTheGroupWhereThereIsOne()
    {
        var seeds = Compute([.. Runs("dice", 6, 0), .. Runs("dice", 6, 0, seed: 2)], [.. Runs("focal", 6, 0.01), .. Runs("focal", 6, 0.03, seed: 2)]);
        Assert.Equal(6, seeds.Metrics[0].Losses[0].Differences.Values.Count);
        Assert.Equal(6, seeds.Losses[0].CaseDice!.Values.Count);

        // Six slices of two patients are two units.
        var grouped = Compute(Grouped("dice", 0), Grouped("focal", 0.01));
        Assert.Equal(["p0", "p1"], grouped.Metrics[0].Losses[0].Differences.Cases);
        Assert.Contains("group of cases (--group), neither the slice nor the pixel: 2 groups", grouped.Reach[0], StringComparison.Ordinal);

        static FinishedRun[] Grouped(string loss, double better) => [.. Runs(loss, 6, better).Select(static r => r with { Cases = [.. r.Cases.Select(static (c, i) => c with { Group = $"p{i % 2}" })] })];
    }

    [Fact]
    public void Folds_AreJoined_CaseByCase()
    {
        var folds = Enumerable.Range(0, 2).SelectMany(static f => Runs("dice", 5, 0, first: 5 * f)).ToArray();
        Assert.Equal(10, Compute(folds, [.. Enumerable.Range(0, 2).SelectMany(static f => Runs("focal", 5, 0.02, first: 5 * f))]).Metrics[0].Losses[0].Differences.Values.Count);
    }

    [Fact]
    public void FewCases_AreWarnedOf()
    {
        var result = Compute(Runs("dice", 3, 0), Runs("focal", 3, 0.05));
        Assert.Contains("At least 6 cases are needed", result.Metrics[0].Losses[0].Warning, StringComparison.Ordinal);
        Assert.Contains(result.Reach, static s => s.StartsWith("3 cases cannot tell losses apart: the smallest p value that the test of 3 can reach is 0.250", StringComparison.Ordinal));
        Assert.Contains(result.Reach, static s => s.EndsWith("The order of the rows is no ranking.", StringComparison.Ordinal));
    }

    [Fact]
    public void LossesThatCoincide_AreNamed() =>
        Assert.Contains(Compute(Runs("dice", 4, 0), Runs("focal", 4, 0)).Reach, static s => s.StartsWith("focal and dice have the same Dice in every case", StringComparison.Ordinal));

    [Fact]
    public void CasesThatWereSeen_AreTold()
    {
        var seen = Runs("dice", 2, 0);
        Assert.DoesNotContain(Compute(seen).Reach, static s => s.Contains("nothing about images", StringComparison.Ordinal));
        Assert.Contains(Compute([.. seen.Select(static r => r with { Summary = r.Summary with { TestCasesSeen = 2 } })]).Reach, static s => s.Contains("2 of the same cases", StringComparison.Ordinal));
    }

    [Fact]
    public void TheSurvey_StandsBeside_WithItsRankCorrelation()
    {
        // The survey has log-cosh Dice above focal Tversky, Dice and focal: the same order here, reversed there.
        FinishedRun[][] same = [Runs("log-cosh-dice", 4, 0.03), Runs("focal-tversky", 4, 0.02), Runs("dice", 4, 0.01), Runs("focal", 4, 0)];
        var survey = Compute(same).Survey;
        Assert.Equal(["log-cosh-dice", "focal-tversky", "dice", "focal"], survey.Losses.Select(static l => l.Loss));
        Assert.Equal(1, survey.Correlation!.Rho, 1e-12);
        Assert.Equal(2 / 24.0, survey.Correlation.P, 1e-12);
        Assert.Equal((2, 2), survey.Ranks(survey.Losses[1]));
        Assert.Contains(Compute(same).Reach, static s => s.Contains("Spearman's rank correlation 1.00 (p = 0.083, exact)", StringComparison.Ordinal) && s.Contains("no evidence", StringComparison.Ordinal));
        Assert.Null(Compute(same[..2]).Survey.Correlation);
    }

    [Fact]
    public void TheBaseline_IsChosen_OrRefused()
    {
        FinishedRun[][] runs = [Runs("focal", 6, 0), Runs("tversky", 6, 0.01)];
        Assert.Equal("focal", Compute(runs).Baseline);
        Assert.Equal("tversky", ComparisonResult.Compute([.. runs.SelectMany(static r => r)], Settings, "Tversky").Baseline);
        Assert.Contains("'tverski' is none of the losses", Assert.Throws<InputException>(() => ComparisonResult.Compute([.. runs.SelectMany(static r => r)], Settings, "tverski")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AThousandCases_TakeSeconds()
    {
        var runs = Enumerable.Range(0, 9).Select(static i => Runs($"loss{i}", 1000, i * 0.001, jitter: i + 2)).ToArray();
        var clock = Stopwatch.StartNew();
        Compute(runs);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
    }

    private static ComparisonResult Compute(params FinishedRun[][] runs) => ComparisonResult.Compute([.. runs.SelectMany(static r => r)], Settings, null);

    // Dice of case i is near 0.8 + i / 1000, and better by the given amount but for a jitter.
    private static FinishedRun[] Runs(string loss, int cases, double better, int seed = 1, int first = 0, int jitter = 0)
    {
        var results = Enumerable.Range(first, cases).Select(i => new CaseResult($"c{i:0000}", "foreground", 1, Counts(0.8 + ((i % 97) / 1000.0) + better + (jitter == 0 ? 0 : ((i * jitter % 11) - 5) / 500.0)), new(1, 0.9), "mm", 0)).ToArray();
        return
        [
            new("", new() { Training = new() { Seed = seed } }, new(loss, new Dictionary<string, double>(), 0.9, 0.9, 0.9, 1, 0.9, 1, 1, "cpu", false, null), [], []) { Cases = results },
        ];
    }

    private static Confusion Counts(double dice) => new((long)(dice * 1_000_000), 1_000_000 - (long)(dice * 1_000_000), 1_000_000 - (long)(dice * 1_000_000), 1_000_000);
}
