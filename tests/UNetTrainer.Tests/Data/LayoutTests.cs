using System.Text;
using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Data;

/// <summary>Tests of data on disk: folder pairs, Decathlon tasks, label files and cached slices.</summary>
public sealed class LayoutTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("images/a.png", "masks/a.png")]
    [InlineData("images/a.nii.gz", "masks/a_mask.nii")]
    [InlineData("images/a.jpg", "masks/A_seg.png")]
    public void Folders_BelongTogetherByName(string image, string mask)
    {
        folder.Write(image, []);
        folder.Write("images/notes.txt", []);
        folder.Write(mask, []);
        folder.Write("masks/b.png", []);
        var found = Assert.Single(FolderPairs.Find(folder["images"], folder["masks"]));
        Assert.Equal(("a", folder[image], folder[mask]), (found.Name, found.ImagePath, found.MaskPath));
    }

    [Fact]
    public void OneFolder_MayHoldBoth()
    {
        folder.Write("all/a.png", []);
        folder.Write("all/a_mask.png", []);
        Assert.EndsWith("a_mask.png", Assert.Single(FolderPairs.Find(folder["all"], folder["all"])).MaskPath, StringComparison.Ordinal);
    }

    [Fact]
    public void APredictionBesideItsImage_IsNoImage()
    {
        Array.ForEach(["images/a.png", "images/a_pred.png", "masks/a.png"], f => folder.Write(f, []));
        Assert.Equal("a", Assert.Single(FolderPairs.Find(folder["images"], folder["masks"])).Name);
    }

    [Theory]
    [InlineData("images/a.png", "masks/b.png", "'a.png' has no mask")]
    [InlineData("images/a.png", "masks/a.png masks/a_seg.png", "has 2 masks")]
    [InlineData("images/a.txt", "masks/a.png", "holds no image")]
    [InlineData("elsewhere/a.png", "masks/a.png", "There is no folder")]
    public void Folders_ThatDoNotFit_AreExplained(string image, string masks, string expected)
    {
        folder.Write(image, []);
        Array.ForEach(masks.Split(' '), m => folder.Write(m, []));
        var message = Assert.Throws<InputException>(() => FolderPairs.Find(folder["images"], folder["masks"])).Message;
        Assert.Contains(expected, message.Replace(folder["images"] + "/", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void ADecathlonTask_IsItsTrainingList_WithItsLabels()
    {
        Task("""{"labels": {"0": "background", "2": "cancer", "1": "pancreas"}, "training": [{"image": "./imagesTr/p1.nii.gz", "label": "./labelsTr/p1.nii.gz"}], "test": ["./imagesTs/p2.nii.gz"]}""");
        var task = Decathlon.Open(folder.Path);
        var found = Assert.Single(task.Cases);
        Assert.Equal(("p1", folder["imagesTr/p1.nii.gz"], folder["labelsTr/p1.nii.gz"]), (found.Name, Assert.Single(found.ImagePaths), found.MaskPath));
        Assert.Equal(["background", "pancreas", "cancer"], task.Labels.Names);
        Assert.Equal(new byte[] { 0, 1, 2, 0 }, new[] { 0.0, 1, 2, 3 }.Select(task.Labels.ClassOf));
    }

    [Theory]
    [InlineData("", "dataset.json")]
    [InlineData("{", "dataset.json")]
    [InlineData("[1]", "dataset.json")]
    [InlineData("""{"labels": {"1": "x"}}""", "no training images")]
    [InlineData("""{"labels": {"one": "x"}, "training": [{"image": "a", "label": "b"}]}""", "'one' is no number")]
    [InlineData("""{"labels": {"one": [1, "2"]}, "training": [{"image": "a", "label": "b"}]}""", "'one' has the value \"2\"")]
    [InlineData("""{"labels": {"one": 1}, "channel_names": {"0": "T1"}}""", "labelsTr")]
    [InlineData("""{"labels": {"1": "x"}, "training": [{"image": "a"}]}""", "no image or no label")]
    [InlineData("""{"labels": {"1": "x"}, "training": [null]}""", "no image or no label")]
    [InlineData("""{"labels": {"1": "x"}, "training": [{"image": "../a", "label": "b"}]}""", "outside")]
    [InlineData("""{"labels": {"1": "x"}, "training": [{"image": "/etc/a", "label": "b"}]}""", "outside")]
    public void AMalformedDecathlonTask_IsExplained(string json, string expected)
    {
        Task(json);
        Assert.Contains(expected, Assert.Throws<InputException>(() => Decathlon.Open(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Decathlon.Open(folder["nowhere"]));
    }

    [Fact]
    public void ALabelFile_MergesLabels()
    {
        var labels = LabelFile.Read(folder.Write("labels.txt", "# lobes\nfrontal: 1-3, 7\n\noccipital: 43 # calcarine\n"u8.ToArray()));
        Assert.Equal(["background", "frontal", "occipital"], labels.Names);
        Assert.Equal(new byte[] { 0, 1, 1, 0, 1, 2, 0, 0, 0 }, new[] { 0.0, 1, 3, 4, 7, 43, 44, -1, double.NaN }.Select(labels.ClassOf));
    }

    [Theory]
    [InlineData("", "no class")]
    [InlineData("frontal", "'frontal'")]
    [InlineData("frontal: a", "'frontal: a'")]
    [InlineData("frontal: 3-1", "3-1")]
    [InlineData("frontal: 1-4000000000", "4000000000")]
    [InlineData("a: 1-3\nb: 3", "gives label 3 to 'a' and to 'b'")]
    public void AMalformedLabelFile_IsExplained(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<InputException>(() => LabelFile.Read(folder.Write("labels.txt", Encoding.UTF8.GetBytes(text)))).Message, StringComparison.Ordinal);

    [Fact]
    public void AnImageGivenTwice_IsRefused_BecauseItWouldBeInTwoParts()
    {
        var (image, mask) = Phantom.Write(folder);
        var twice = new DataSettings { Images = [image, image], Masks = [mask, mask] };
        Assert.Contains("2 times", Assert.Throws<InputException>(() => twice.Load(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SlicesFromFiles_AreThoseFromMemory()
    {
        var (image, mask) = Phantom.Write(folder);
        var settings = new DataSettings { Images = [image], Masks = [mask], Cache = folder["cache"], Axis = UNetTrainer.Imaging.Axis.X, Split = new(60, 20, 20) };
        var (inMemory, onDisk, again) = (settings.Load(1), (settings with { Memory = 0 }).Load(1), (settings with { Memory = 0 }).Load(1));

        Assert.IsType<CachedSlices>(onDisk.Training[0].Source);
        Assert.Equal(inMemory.Training[0].Source.Facts, onDisk.Training[0].Source.Facts);
        Assert.Single(Directory.GetFiles(folder["cache"]));
        foreach (var (a, b, c) in inMemory.Training.Zip(onDisk.Training, again.Training))
        {
            Assert.Equal((a.Name, a.Width, a.Height, a.Foreground, a.IsBlank, a.Source.Background), (b.Name, b.Width, b.Height, b.Foreground, b.IsBlank, b.Source.Background));
            Assert.Equal(a.Source.Spacing, b.Source.Spacing);
            Assert.Equal(Pixels(a).Image, Pixels(b).Image);
            Assert.Equal(Pixels(a).Labels, Pixels(b).Labels);
            Assert.Equal(Pixels(a).Image, Pixels(c).Image);
        }
    }

    [Fact]
    public void CachedSlices_OfAFileThatHasChanged_AreMadeAnew()
    {
        var (image, mask) = Phantom.Write(folder);
        var settings = new DataSettings { Images = [image], Masks = [mask], Cache = folder["cache"], Memory = 0 };
        settings.Load(1);
        Phantom.Write(folder, seed: 2);
        settings.Load(1);
        Assert.Equal(2, Directory.GetFiles(folder["cache"]).Length);
    }

    [Fact]
    public void CachedSlices_ThatAreCutOff_AreMadeAnew()
    {
        var (image, mask) = Phantom.Write(folder);
        var settings = new DataSettings { Images = [image], Masks = [mask], Cache = folder["cache"], Memory = 0 };
        settings.Load(1);
        var file = Assert.Single(Directory.GetFiles(folder["cache"]));
        var whole = File.ReadAllBytes(file);
        foreach (var length in new[] { 0, 7, 30, 100, whole.Length - 1 })
        {
            File.WriteAllBytes(file, whole[..length]);
            settings.Load(1);
            Assert.Equal(whole, File.ReadAllBytes(file));
        }
    }

    public void Dispose() => folder.Dispose();

    private static (float[] Image, byte[] Labels) Pixels(Slice slice)
    {
        var (image, labels) = (new float[slice.Width * slice.Height], new byte[slice.Width * slice.Height]);
        slice.Read(image, labels, new(slice.Height, slice.Width));
        return (image, labels);
    }

    private void Task(string json) => folder.Write("dataset.json", Encoding.UTF8.GetBytes(json));
}
