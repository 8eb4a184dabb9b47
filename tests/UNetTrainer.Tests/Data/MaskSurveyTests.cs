using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Data;

/// <summary>Tests of what the values of masks mean: labels, foreground, void labels, soft edges and colours. What a user may not expect is noted.</summary>
public sealed class MaskSurveyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("0 0 0 1", "0 0 0 1", "")]
    [InlineData("0 0 0 255", "0 0 0 1", "")]
    [InlineData("0 1 2 3", "0 1 1 1", "labels 1, 2, 3: any label above 0 is foreground")]
    [InlineData("0 1 1 255", "0 1 1 1", "Label 255 beside 0, 1 may mark pixels that nobody labelled: it is foreground in 25 % of the pixels")]
    [InlineData("0 3 20 255", "0 1 1 1", "Label 255 beside 0, 3, 20")]
    [InlineData("0 100 200 255", "0 0 1 1", "between 0 and 255 in 50 % of their pixels, as JPEG and antialiased edges have")]
    [InlineData("0 0.25 0.75 1", "0 0 1 1", "values above 0.5 are foreground")]
    [InlineData("0 1000 40000 65535", "0 0 1 1", "values above 32767.5 are foreground")]
    [InlineData("-1 0 0 1", "0 0 0 1", "labels below 0, -1: they are background")]
    [InlineData("0 0.9999 0 1.0002", "0 1 0 1", "")]
    public void WithoutLabels_ValuesAreReadAsMeant_OrTold(string values, string classes, string note)
    {
        var (read, notes) = Read(LabelMap.Binary, Mask("m.nii", values));
        Assert.Equal(Numbers(classes), read[0]);
        AssertNoted(notes, note);
    }

    [Fact]
    public void MoreValuesThanLabelsHave_AreCutAtHalfTheirRange()
    {
        var values = string.Join(' ', Enumerable.Range(0, 101));
        var (read, notes) = Read(LabelMap.Binary, Mask("m.nii", values));
        Assert.Equal(50, read[0].Count(static c => c == 1));
        AssertNoted(notes, "between 0 and 100 in 98 % of their pixels");
    }

    /// <summary>One mask does not show what its values mean; the whole set does.</summary>
    [Fact]
    public void SoftMasks_DecideForMasksThatLookLikeLabels()
    {
        var (read, notes) = Read(LabelMap.Binary, Mask("a.nii", "0 120 200 255"), Mask("b.nii", "0 9 9 255"), Mask("c.nii", "0 1 1 0"));
        Assert.Equal([[0, 0, 1, 1], [0, 0, 0, 1], [0, 1, 1, 0]], read);
        AssertNoted(notes, "e.g. '");
    }

    [Fact]
    public void AJpegMask_HoldsNoLabels()
    {
        var mask = folder.Write("m.jpg", PictureFile.Jpeg(64, 64, static (x, y) => (byte)(((x - 32) * (x - 32)) + ((y - 32) * (y - 32)) < 300 ? 250 : (x + y) % 2 == 0 ? 3 : 0)));
        var (read, notes) = Read(LabelMap.Binary, mask);
        Assert.InRange(read[0].Count(static c => c == 1), 900, 980);
        AssertNoted(notes, "m.jpg");
    }

    [Theory]
    [InlineData("0 1 255 255", "0 1 255 255", "Label 255 is ignored: 50 % of the pixels")]
    [InlineData("0 1 1 0", "0 1 1 0", "no mask has it")]
    [InlineData("255 10 180 200", "255 0 1 1", "between 10 and 200")]
    public void AnIgnoredLabel_IsOfNoClass(string values, string classes, string note)
    {
        var (read, notes) = Read(LabelMap.Binary.Ignoring(255), Mask("m.nii", values == "255 10 180 200" ? "255 10 180.5 200" : values));
        Assert.Equal(Numbers(classes), read[0]);
        Assert.Contains(notes, n => n.Contains(note, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0 1 2 2", "0 1 2 2", "")]
    [InlineData("0 1 7 2", "0 1 0 2", "Label 7 has no class: background in 25 % of the pixels")]
    [InlineData("0 1 1 1", "0 1 1 1", "Class 'two' (2) is in no mask")]
    [InlineData("0 1 9 2", "0 1 255 2", "Label 9 is ignored: 25 %")]
    public void NamedLabels_ThatMasksAndNamesDoNotShare_AreTold(string values, string classes, string note)
    {
        var labels = Labels("background: 0\none: 1\ntwo: 2\nignore: 9");
        var (read, notes) = Read(labels, Mask("m.nii", values));
        Assert.Equal(Numbers(classes), read[0]);
        Assert.Equal(["background", "one", "two"], labels.Names);
        AssertNoted(note.Contains('9', StringComparison.Ordinal) ? notes : [.. notes.Where(static n => !n.Contains("no mask has it", StringComparison.Ordinal))], note);
    }

    [Theory]
    [InlineData("background: 0\ntumor: 1", "background tumor", "0 1")]
    [InlineData("other: 0\ntumor: 1", "other tumor", "0 1")]
    [InlineData("lumen: 0\nBackground: 1", "Background lumen", "1 0")]
    [InlineData("low: 0-1\nhigh: 2", "background low high", "1 1")]
    internal void TheBackground_IsWhatIsCalledSo_OrLabel0Alone(string file, string names, string classes)
    {
        var labels = Labels(file);
        Assert.Equal(names.Split(' '), labels.Names);
        Assert.Equal(Numbers(classes), new[] { labels.ClassOf(0), labels.ClassOf(1) });
    }

    [Fact]
    public void ColoursOfAFile_AreClasses_AndCommentsStayComments()
    {
        var labels = Labels("road: #804080 # asphalt\nsky: #4682b4,#0000FF #facade\nvoid: 7");
        Assert.Equal(["background", "road", "sky", "void"], labels.Names);
        Assert.Equal([1, 2, 2, 0, 3], new[] { labels.ClassOf(ColourLabel.Create(128, 64, 128)), labels.ClassOf(ColourLabel.Create(70, 130, 180)), labels.ClassOf(ColourLabel.Create(0, 0, 255)), labels.ClassOf(ColourLabel.Create(1, 2, 3)), labels.ClassOf(7) });
    }

    [Fact]
    public void AMaskInColours_NeedsColoursOfClasses_OrBlackIsBackground()
    {
        var mask = new Volume(2, 2, 1, [0, 128, 0, 70, 0, 64, 0, 130, 0, 128, 0, 180]) { Channels = 3 };
        Assert.Equal([0, 1, 0, 2], Classes(Labels("road: #804080\nsky: #4682b4")));
        Assert.Equal([0, ColourLabel.Create(128, 64, 128), 0, ColourLabel.Create(70, 130, 180)], Pixels(LabelMap.Binary));
        Assert.Contains("in colours", Assert.Throws<InputException>(() => Pixels(Labels("road: 1"))).Message, StringComparison.Ordinal);

        double[] Pixels(LabelMap labels)
        {
            var pixels = new MaskPixels(mask, labels, "m.png");
            return [.. Enumerable.Range(0, 4).Select(i => pixels[i])];
        }

        byte[] Classes(LabelMap labels) => [.. Pixels(labels).Select(labels.ClassOf)];
    }

    [Fact]
    public void AColourMapWithoutNames_IsForegroundButForBlack_AndIsTold()
    {
        byte[][] colours = [[0, 0, 0], [100, 0, 0], [0, 0, 90], [128, 64, 128]];
        var path = folder.Write("m.png", new PngBytes(4, 1, 8, 2, (x, _, c) => colours[x][c]).ToBytes());
        var (classes, notes) = Read(LabelMap.Binary, path);
        Assert.Equal([0, 1, 1, 1], classes[0]);
        AssertNoted(notes, "labels #00005a, #640000, #804080: any label above 0 is foreground. --labels FILE");

        (classes, notes) = Read(Labels("red: #640000\nblue: #00005a\nviolet: #804080"), path);
        Assert.Equal([0, 1, 2, 3], classes[0]);
        Assert.Empty(notes);
    }

    [Fact]
    public void AGreyMask_HasTheColoursOfItsGreys_AndNumbersBeforeThem()
    {
        var pixels = new MaskPixels(new(3, 1, 1, [0, 255, 7]), Labels("cell: #ffffff\nedge: 7"), "m.png");
        Assert.Equal([ColourLabel.Create(0, 0, 0), ColourLabel.Create(255, 255, 255), 7], Enumerable.Range(0, 3).Select(i => pixels[i]));
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Numbers(string text) => [.. text.Split(' ').Select(byte.Parse)];

    private static void AssertNoted(IReadOnlyList<string> notes, string expected)
    {
        if (expected.Length == 0)
        {
            Assert.Empty(notes);
        }
        else
        {
            Assert.Contains(notes, n => n.Contains(expected, StringComparison.Ordinal));
        }
    }

    private static (byte[][] Classes, IReadOnlyList<string> Notes) Read(LabelMap labels, params string[] masks)
    {
        var notes = new DataNotes();
        var map = MaskSurvey.Run([.. masks.Select(static m => new Case(m, m, m))], labels, default, notes);
        return ([.. masks.Select(m => Array.ConvertAll(MaskReader.ReadClasses(m, map).Voxels, static c => (byte)c))], notes.Lines);
    }

    private LabelMap Labels(string text) => LabelFile.Read(folder.Write("labels.txt", System.Text.Encoding.UTF8.GetBytes(text)));

    private string Mask(string name, string values)
    {
        var numbers = values.Split(' ').Select(static v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return folder.Write(name, new NiftiFile { Dim = [3, (short)numbers.Length, 1, 1, 1, 1, 1, 1], Values = numbers }.ToBytes());
    }
}
