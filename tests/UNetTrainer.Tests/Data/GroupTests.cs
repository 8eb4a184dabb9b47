using System.Text;
using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Data;

/// <summary>Tests of groups and given splits: the slices of a patient stay together, a file decides, and every part has foreground where the data allow it.</summary>
public sealed class GroupTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("patient1_z036 patient1_z037 patient2_z001 patient3_z001", "patient1 patient1 patient2 patient3")]
    [InlineData("P001-slice_12 P001-slice_13 P002-slice_1 P003-slice_1", "P001 P001 P002 P003")]
    [InlineData("TCGA_CS_4941_19960909_1 TCGA_CS_4941_19960909_2 TCGA_CS_4942_19970222_1 TCGA_HT_7473_19970826_1", "TCGA_CS_4941_19960909 TCGA_CS_4941_19960909 TCGA_CS_4942_19970222 TCGA_HT_7473_19970826")]
    [InlineData("smith_z1 smith_z2 miller_z1 brown_z1", "smith smith miller brown")]
    [InlineData("image_001 image_002 image_003 image_004", "")]
    [InlineData("s0 s1 s2 s3", "")]
    [InlineData("images1 images2 images3", "")]
    [InlineData("sub-01_T1w sub-02_T1w", "")]
    [InlineData("p1_1 p1_2 p2_1 p2_2", "")]
    public void Patients_AreGuessedFromNames_AndTold(string names, string groups)
    {
        var notes = new DataNotes();
        var found = CaseGroups.Find(CaseGroups.Auto, Cases(names), notes);
        Assert.Equal(groups, string.Join(' ', names.Split(' ').Where(found.ContainsKey).Select(n => found[n])));
        Assert.Equal(groups.Length > 0 || names.StartsWith("p1_", StringComparison.Ordinal) ? 1 : 0, notes.Lines.Count);
    }

    [Theory]
    [InlineData("^p.", "pa pa pb")]
    [InlineData("p(.)", "a a b")]
    [InlineData(@"/ward(\d)/", "7 7 8")]
    [InlineData("FILE:patient", "x x y")]
    public void Patients_AreGivenByAPatternOrATable(string rule, string groups)
    {
        var table = folder.Write("t.csv", "file;patient;age\npa1.png;x;50\npa2.png;x;50\n\"pb1.png\";y;60\n"u8.ToArray());
        Case[] cases = [new("pa1", "ward7/in/pa1.png", "m1"), new("pa2", "ward7/in/pa2.png", "m2"), new("pb1", "ward8/in/pb1.png", "m3")];
        cases = [.. cases.Select(static c => c with { ImagePaths = [$"data/{c.ImagePath}"] })];
        var found = CaseGroups.Find(rule.Replace("FILE", table, StringComparison.Ordinal), cases, new());
        Assert.Equal(groups, string.Join(' ', cases.Select(c => found[c.Name])));
    }

    [Theory]
    [InlineData("(", "is no regular expression")]
    [InlineData("nobody", "fits no case, e.g. not 'p1'")]
    [InlineData("t.csv:age", "has no column 'age'; it has 'file', 'patient'")]
    [InlineData("nowhere.csv:age", "nowhere.csv")]
    public void ARuleThatCannotBe_IsExplained(string rule, string expected)
    {
        folder.Write("t.csv", "file,patient\na,b\n"u8.ToArray());
        var message = Assert.Throws<InputException>(() => CaseGroups.Find(rule.Replace("t.csv", folder["t.csv"], StringComparison.Ordinal), Cases("p1"), new())).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void SlicesOfAPatient_AreInOnePart()
    {
        var volumes = Enumerable.Range(0, 40).Select(i => Picture($"p{i % 8}_{i / 8}", foreground: true)).ToArray();
        var groups = Enumerable.Range(0, 40).ToDictionary(static i => $"p{i % 8}_{i / 8}", static i => $"p{i % 8}");
        for (var seed = 1; seed < 10; seed++)
        {
            var split = Create(volumes, seed, new(groups));
            IReadOnlyList<Slice>[] parts = [split.Training, split.Validation, split.Test];
            Assert.Equal(40, parts.Sum(static p => p.Count));
            Assert.Equal(8, parts.Sum(p => p.Select(s => groups[s.Source.Name]).Distinct().Count()));
        }
    }

    [Fact]
    public void SlicesOfOnePatient_AreSplitInBlocks_InTheOrderOfTheirNumbers()
    {
        // z10 comes before z2 by letters.
        var names = Enumerable.Range(0, 60).Select(static i => $"p1_z{i}").Order(StringComparer.Ordinal).ToArray();
        var split = Create([.. names.Select(static n => Picture(n, foreground: true))], 1, new(names.ToDictionary(static n => n, static _ => "p1")));
        var training = split.Training.Select(Number).ToArray();
        Assert.All(split.Validation.Concat(split.Test), s => Assert.All(training, t => Assert.True(Math.Abs(t - Number(s)) > 2)));

        static int Number(Slice slice) => int.Parse(slice.Name[4..], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void EachPart_HasForeground_WhereThereIsEnough()
    {
        for (var seed = 1; seed < 20; seed++)
        {
            var three = Create([.. Enumerable.Range(0, 20).Select(static i => Picture($"p{i}", i < 3))], seed);
            Assert.All(new[] { three.Training, three.Validation, three.Test }, static p => Assert.Contains(p, static s => s.Foreground > 0));
            Assert.Equal((12, 4, 4), (three.Training.Count, three.Validation.Count, three.Test.Count));

            var volume = new LabelledVolume("v", Volume(static _ => true), Volume(static z => z is >= 20 and < 36));
            var blocks = Create([[.. Slice.All(volume, Axis.Z)]], seed);
            Assert.All(new[] { blocks.Training, blocks.Validation, blocks.Test }, static p => Assert.Contains(p, static s => s.Foreground > 0));
        }

        static Volume Volume(Func<int, bool> filled) => new(2, 2, 60, [.. Enumerable.Range(0, 240).Select(i => filled(i / 4) ? i % 2 : 0f)]);
    }

    [Fact]
    public void ASplitOfBefore_StaysAsItWas()
    {
        var volumes = Enumerable.Range(0, 20).Select(static i => Picture($"p{i}", i < 12)).ToArray();
        var (before, after) = (Split.Create(volumes, SplitFractions.Default, 2, EmptySlices.Keep, 3), Create(volumes, 3));
        Assert.Equal(before.Test.Select(static s => s.Name), after.Test.Select(static s => s.Name));
    }

    [Fact]
    public void APartWithoutForeground_IsTold()
    {
        var split = Create([.. Enumerable.Range(0, 10).Select(static i => Picture($"p{i}", i < 1))], 1);
        Assert.Equal(2, PartNotes.List(split).Count(static n => n.Contains("slice has foreground", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("s.json", """{"train": ["a", "b"], "val": ["c"], "test": ["d"]}""", null, "a b|c|d")]
    [InlineData("s.json", """[{"train": ["a"], "val": ["b"]}, {"train": ["c", "d"], "val": ["a"]}]""", 1, "c d|a|a")]
    [InlineData("s.csv", "case,part\na,train\nb.png,train\nimages/c.png,val\nd,test\n", null, "a b|c|d")]
    [InlineData("s.csv", ",set,name\n0,train,a\n1,test,b\n2,val,c\n", null, "a|c|b")]
    [InlineData("s.csv", "P1;train\nc;val\nd;test\n", null, "a b|c|d")]
    public void ASplitFile_DecidesTheParts(string name, string text, int? fold, string expected)
    {
        var notes = new DataNotes();
        if (text.StartsWith("P1", StringComparison.Ordinal))
        {
            text = "case;part\n" + text;
        }

        var split = Given(folder.Write(name, Encoding.UTF8.GetBytes(text)), fold, notes);
        Assert.Equal(expected, string.Join('|', new[] { split.Training, split.Validation, split.Test }.Select(static p => string.Join(' ', p.Select(static s => s.Name)))));
        Assert.Equal(fold is null ? 0 : 1, notes.Lines.Count(static n => n.Contains("no test case", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("s.json", """{"train": ["a", "x"], "val": ["b"]}""", null, "names 'x', which no case")]
    [InlineData("s.json", """{"train": ["a"], "val": ["a"]}""", null, "gives case 'a' to training and to validation")]
    [InlineData("s.json", """{"train": ["a"]}""", null, "no validation case")]
    [InlineData("s.json", """{"one": ["a"]}""", null, "it has a list 'one'")]
    [InlineData("s.json", """[{"train": ["a"], "val": ["b"]}]""", 5, "it has 1 folds, from 0; --fold 5")]
    [InlineData("s.json", """{"train": ["a"], "val": ["b"]}""", 1, "no folds")]
    [InlineData("s.json", "[3]", null, "lists were expected")]
    [InlineData("s.json", "{", null, "Cannot use")]
    [InlineData("s.csv", "a,b\nc,d\n", null, "a column of cases and one of train, val and test")]
    [InlineData("s.csv", "", null, "rows of equal length")]
    public void ASplitFileThatDoesNotFit_IsExplained(string name, string text, int? fold, string expected)
    {
        var message = Assert.Throws<InputException>(() => Given(folder.Write(name, Encoding.UTF8.GetBytes(text)), fold, new())).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static Case[] Cases(string names) => [.. names.Split(' ').Select(static n => new Case(n, $"images/{n}.png", $"masks/{n}.png"))];

    private static Split Create(IReadOnlyList<IReadOnlyList<Slice>> volumes, int seed, VolumeGroups? groups = null) =>
        Split.Create(volumes, SplitFractions.Default, 2, EmptySlices.Keep, seed, groups, balanced: true);

    private static IReadOnlyList<Slice> Picture(string name, bool foreground) =>
        [.. Slice.All(new LabelledVolume(name, new(2, 1, 1, [0, 1]), new(2, 1, 1, [0, foreground ? 1 : 0])), Axis.Z)];

    private static Split Given(string path, int? fold, DataNotes notes)
    {
        var cases = Cases("a b c d");
        return GivenSplit.Create(SplitFile.Read(path, fold), cases, cases.ToDictionary(static c => c.Name, static c => Picture(c.Name, true)), new Dictionary<string, string> { ["a"] = "P1", ["b"] = "P1" }, notes);
    }
}
