using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Data;

/// <summary>Tests of <see cref="CaseFolds"/>: every case is tested once, groups stay together, and folds are alike in their foreground.</summary>
public class CaseFoldsTests
{
    [Theory]
    [InlineData(7, 3, 1)]
    [InlineData(9, 3, 2)]
    [InlineData(5, 5, 1)]
    [InlineData(4, 2, 1)]
    public void EveryCase_IsTestedOnce_AndIsInOnePartOfAFold(int cases, int folds, int fewestValidation)
    {
        var volumes = Volumes(cases);
        var splits = Enumerable.Range(0, folds).Select(f => Create(volumes, folds, f)).ToArray();

        Assert.Equal(Enumerable.Range(0, cases).Select(Name), splits.SelectMany(static s => Names(s.Test)).Order());
        Assert.All(splits, split =>
        {
            Assert.Equal(Enumerable.Range(0, cases).Select(Name), Names(split.Training).Concat(Names(split.Validation)).Concat(Names(split.Test)).Order());
            Assert.InRange(Names(split.Validation).Length, fewestValidation, cases - folds + 1);
            Assert.InRange(Names(split.Test).Length, cases / folds, (cases / folds) + 1);
        });
    }

    [Fact]
    public void Groups_StayTogether()
    {
        var groups = Enumerable.Range(0, 8).ToDictionary(Name, static i => $"patient{i / 2}");
        var splits = Enumerable.Range(0, 2).Select(f => Create(Volumes(8), 2, f, groups)).ToArray();
        Assert.All(splits, split => Assert.Equal(4, new[] { split.Training, split.Validation, split.Test }.Sum(part => Names(part).Select(n => groups[n]).Distinct().Count())));
    }

    [Fact]
    public void Folds_AreAlikeInTheirForeground()
    {
        // Of sixty cases a third has much foreground: at random some fold would miss most of them.
        Assert.All(Enumerable.Range(1, 20), seed =>
        {
            var counts = Enumerable.Range(0, 5).Select(f => Names(Create(Mixed(60), 5, f, seed: seed).Test).Count(static n => n.CompareTo("v40") >= 0)).ToArray();
            Assert.All(counts, static c => Assert.Equal(4, c));
        });
    }

    [Fact]
    public void TheSameSeed_GivesTheSameFolds()
    {
        Assert.Equal(Names(Create(Volumes(9), 3, 1).Test), Names(Create(Volumes(9), 3, 1).Test));
        Assert.Contains(Enumerable.Range(2, 5), static seed => !Names(Create(Volumes(9), 3, 1).Test).SequenceEqual(Names(Create(Volumes(9), 3, 1, seed: seed).Test)));
    }

    [Fact]
    public void TwoCases_AreTrainedOnOne_InBlocks_AndTestedOnTheOther()
    {
        var split = Create([Phantom.Slices("a"), Phantom.Slices("b", 2)], 2, 0);
        Assert.Equal(Names(split.Training), Names(split.Validation));
        Assert.NotEqual(Names(split.Training), Names(split.Test));
        Assert.Equal(60, split.Test.Count);
        Assert.InRange(split.Validation.Count / (double)(split.Training.Count + split.Validation.Count), 0.2, 0.3);
        Assert.All(split.Validation, slice => Assert.DoesNotContain(split.Training, other => Math.Abs(other.Index - slice.Index) <= 2));
    }

    [Fact]
    public void TooFewCases_OrGroups_AreRefused()
    {
        Assert.Contains("2 cases, and each fold", Assert.Throws<InputException>(() => Create(Volumes(2), 3, 0)).Message, StringComparison.Ordinal);
        var groups = Enumerable.Range(0, 4).ToDictionary(Name, static i => $"patient{i / 2}");
        Assert.Contains("groups of --group", Assert.Throws<InputException>(() => Create(Volumes(4), 3, 0, groups)).Message, StringComparison.Ordinal);
    }

    private static Split Create(IReadOnlyList<IReadOnlyList<Slice>> volumes, int folds, int fold, Dictionary<string, string>? groups = null, int seed = 1) =>
        new CaseFolds(folds, SplitFractions.Default, gap: 2, seed).Create(volumes, new(groups ?? []), fold);

    private static string Name(int i) => $"v{i:00}";

    private static string[] Names(IEnumerable<Slice> slices) => [.. slices.Select(static s => s.Source.Name).Distinct().Order(StringComparer.Ordinal)];

    // Case i has i + 1 foreground pixels, or far more from the fortieth on.
    private static IReadOnlyList<IReadOnlyList<Slice>> Volumes(int count) => [.. Enumerable.Range(0, count).Select(static i => (IReadOnlyList<Slice>)[.. Slice.All(Volume(i), Axis.Z)])];

    private static IReadOnlyList<IReadOnlyList<Slice>> Mixed(int count) => [.. Volumes(count).Index().OrderBy(v => v.Index * 7 % count).Select(static v => v.Item)];

    private static LabelledVolume Volume(int i)
    {
        var mask = new float[16 * 16 * 2];
        Array.Fill(mask, 1, 0, i + 1 + (i >= 40 ? 300 : 0));
        return new(Name(i), new(16, 16, 2, [.. Enumerable.Range(0, mask.Length).Select(static v => (float)v)]), new(16, 16, 2, mask));
    }
}
