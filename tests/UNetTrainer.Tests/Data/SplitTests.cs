using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Data;

/// <summary>Tests of <see cref="Split"/> into training, validation and test: blocks of slices with gaps, or whole volumes.</summary>
public class SplitTests
{
    [Theory]
    [InlineData(60, 2)]
    [InlineData(90, 2)]
    [InlineData(91, 1)]
    [InlineData(192, 2)]
    [InlineData(25, 0)]
    public void Blocks_LieApart_AndTrainingIsAtBothEnds(int slices, int gap)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var blocks = Blocks.Layout(slices, SplitFractions.Default, gap, new(seed));

            Assert.All(blocks.Zip(blocks.Skip(1)), pair =>
            {
                Assert.NotEqual(pair.First.Part, pair.Second.Part);
                Assert.Equal(gap, pair.Second.Start - pair.First.Start - pair.First.Length);
            });
            Assert.Equal((0, slices), (blocks[0].Start, blocks[^1].Start + blocks[^1].Length));
            Assert.Equal((Part.Training, Part.Training), (blocks[0].Part, blocks[^1].Part));
            Assert.InRange(Share(Part.Training), 0.55, 0.65);
            Assert.InRange(Share(Part.Validation), 0.15, 0.25);

            double Share(Part part) => (double)blocks.Where(b => b.Part == part).Sum(static b => b.Length) / blocks.Sum(static b => b.Length);
        }
    }

    [Fact]
    public void TooFewSlices_AreRefused() =>
        Assert.Contains("too few", Assert.Throws<InputException>(() => Blocks.Layout(8, SplitFractions.Default, 2, new(1))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void NoSlice_IsInTwoParts_NorBesideAnotherPart(int volumes)
    {
        var split = CreateSplit([.. Enumerable.Range(0, volumes).Select(static v => Phantom.Slices($"head{v}"))]);
        var (training, rest) = (split.Training, split.Validation.Concat(split.Test).ToArray());

        Assert.Empty(training.Intersect(rest));
        Assert.Empty(split.Validation.Intersect(split.Test));
        Assert.All(training, slice => Assert.DoesNotContain(rest, other => other.Source == slice.Source && Math.Abs(other.Index - slice.Index) <= 2));
    }

    [Fact]
    public void ThreeVolumesOrMore_StayWhole()
    {
        var split = CreateSplit([.. Enumerable.Range(0, 5).Select(static v => Phantom.Slices($"head{v}"))]);

        Assert.Equal((3, 1, 1), (Volumes(split.Training), Volumes(split.Validation), Volumes(split.Test)));
        Assert.Equal(5 * Phantom.Depth, split.Training.Count + split.Validation.Count + split.Test.Count);

        static int Volumes(IEnumerable<Slice> slices) => slices.Select(static s => s.Source.Name).Distinct().Count();
    }

    [Fact]
    public void TheSeed_DecidesTheSplit()
    {
        var slices = Phantom.Slices();
        Assert.Equal(Indices(1), Indices(1));
        Assert.Contains(Enumerable.Range(2, 10), seed => !Indices(seed).SequenceEqual(Indices(1)));

        IEnumerable<int> Indices(int seed) => CreateSplit([slices], seed: seed).Test.Select(static s => s.Index);
    }

    [Fact]
    public void EmptySlices_AreDroppedFromTrainingAlone_AndBlankOnesAtTheEndsEverywhere()
    {
        // The 40 slices are 3 blank ones, 20 without foreground, 15 with foreground, and 2 blank ones.
        var volume = new LabelledVolume("v", Filled(static z => z is >= 3 and < 38 ? 1 : 0), Filled(static z => z is >= 23 and < 38 ? 1 : 0));
        var slices = Slice.All(volume, Axis.Z).ToArray();
        var (keep, drop) = (CreateSplit([slices], gap: 0), CreateSplit([slices], gap: 0, empty: EmptySlices.Drop));

        Assert.Equal(35, keep.Training.Concat(keep.Validation).Concat(keep.Test).Count());
        Assert.Contains(keep.Training, static s => s.Foreground == 0);
        Assert.DoesNotContain(drop.Training, static s => s.Foreground == 0);
        Assert.Equal((keep.Validation.Count, keep.Test.Count), (drop.Validation.Count, drop.Test.Count));

        // Slices that are not blank change from left to right.
        static Volume Filled(Func<int, float> value) => new(2, 2, 40, [.. Enumerable.Range(0, 160).Select(i => (i % 2) * value(i / 4))]);
    }

    [Theory]
    [InlineData("60-20-20", true)]
    [InlineData("98-1-1", true)]
    [InlineData("60-20", false)]
    [InlineData("60-20-30", false)]
    [InlineData("100-0-0", false)]
    [InlineData("a-b-c", false)]
    public void Fractions_AreThreeThatSumTo100(string text, bool valid)
    {
        if (valid)
        {
            Assert.Equal(text, SplitFractions.Parse(text).ToString());
        }
        else
        {
            Assert.Contains(text, Assert.Throws<InputException>(() => SplitFractions.Parse(text)).Message, StringComparison.Ordinal);
        }
    }

    private static Split CreateSplit(IReadOnlyList<IReadOnlyList<Slice>> volumes, int gap = 2, EmptySlices empty = EmptySlices.Keep, int seed = 1) =>
        Split.Create(volumes, SplitFractions.Default, gap, empty, seed);
}
