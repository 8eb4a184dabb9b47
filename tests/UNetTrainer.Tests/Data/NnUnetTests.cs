using System.Text;
using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Data;

/// <summary>Tests of the data sets of nnU-Net: dataset.json of both versions, names of modalities, ignored labels and regions.</summary>
public sealed class NnUnetTests : IDisposable
{
    private const string Names = """{"channel_names": {"0": "T1", "1": "T2"}, "labels": {"background": 0, "tumor": 2, "edema": 1, "ignore": 3}, "numTraining": 2, "file_ending": ".nii.gz"}""";

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Version2_IsItsFolders_WithLabelsByName()
    {
        Files("imagesTr/c_000_0001.nii.gz imagesTr/c_000_0000.nii.gz imagesTr/c_001_0000.nii.gz imagesTr/c_001_0001.nii.gz imagesTr/._c_001_0001.nii.gz labelsTr/c_000.nii.gz labelsTr/c_001.nii.gz");
        var task = Open(Names);

        Assert.Equal(["c_000", "c_001"], task.Cases.Select(static c => c.Name));
        Assert.Equal([folder["imagesTr/c_000_0000.nii.gz"], folder["imagesTr/c_000_0001.nii.gz"]], task.Cases[0].ImagePaths);
        Assert.Equal(folder["labelsTr/c_001.nii.gz"], task.Cases[1].MaskPath);
        Assert.Equal(["background", "edema", "tumor"], task.Labels.Names);
        Assert.Equal([0, 1, 2, LabelMap.Ignored], new[] { 0.0, 1, 2, 3 }.Select(task.Labels.ClassOf));
    }

    [Theory]
    [InlineData("imagesTr/a_0000.nii.gz imagesTr/a_0001.nii.gz labelsTr/b.nii.gz", "Case 'a' of imagesTr has no mask")]
    [InlineData("imagesTr/a_0000.nii.gz labelsTr/a.nii.gz", "has 1 images in imagesTr; 2 were expected")]
    [InlineData("imagesTr/a_0000.nii.gz imagesTr/a_0002.nii.gz labelsTr/a.nii.gz", "has no image 'a_0001'")]
    public void Version2_Incomplete_IsExplained(string files, string expected)
    {
        Files(files);
        Assert.Contains(expected, Assert.Throws<InputException>(() => Open(Names)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Version2_MayListItsCases()
    {
        var task = Open("""{"channel_names": {"0": "T1"}, "labels": {"background": 0, "x": 1}, "dataset": {"c": {"images": ["raw/one.png"], "label": "raw/two.png"}}}""");
        var found = Assert.Single(task.Cases);
        Assert.Equal(("c", folder["raw/one.png"], folder["raw/two.png"]), (found.Name, found.ImagePath, found.MaskPath));
    }

    [Fact]
    public void Version1_ListsNamesWithoutTheModality()
    {
        Files("imagesTr/c_000_0000.nii.gz imagesTr/c_000_0001.nii.gz");
        var task = Open("""{"modality": {"0": "T1", "1": "T2"}, "labels": {"0": "background", "1": "x"}, "training": [{"image": "./imagesTr/c_000.nii.gz", "label": "./labelsTr/c_000.nii.gz"}, {"image": "./imagesTr/._c.nii.gz", "label": "./labelsTr/._c.nii.gz"}]}""");
        Assert.Equal([folder["imagesTr/c_000_0000.nii.gz"], folder["imagesTr/c_000_0001.nii.gz"]], Assert.Single(task.Cases).ImagePaths);
    }

    [Fact]
    public void RegionsThatOverlap_BecomeClasses_AndAreTold()
    {
        Files("imagesTr/a_0000.nii.gz labelsTr/a.nii.gz");
        var task = Open("""{"channel_names": {"0": "T1"}, "labels": {"background": 0, "whole": [1, 2, 3], "core": [2, 3], "enhancing": 3}, "file_ending": ".nii.gz"}""");
        Assert.Equal(["background", "whole", "core", "enhancing"], new[] { 0.0, 1, 2, 3 }.Select(v => task.Labels.Names[task.Labels.ClassOf(v)]));
        Assert.Contains("Regions overlap", Assert.Single(task.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void FoldersOfModalities_HaveOneMaskEach()
    {
        Files("i/a_0000.png i/a_0001.png i/b_0000.png i/b_0001.png i/._a_0000.png i/.DS_Store i/Thumbs.db m/a.png m/b.png m/._b.png");
        var cases = FolderPairs.Find(folder["i"], folder["m"]);
        Assert.Equal(["a", "b"], cases.Select(static c => c.Name));
        Assert.All(cases, static c => Assert.Equal(2, c.ImagePaths.Count));
    }

    [Fact]
    public void NumbersAtTheEnd_AreNamesIfMasksHaveThem()
    {
        Files("i/a_0000.png i/a_0001.png m/a_0000.png m/a_0001.png");
        Assert.Equal(["a_0000", "a_0001"], FolderPairs.Find(folder["i"], folder["m"]).Select(static c => c.Name));
    }

    [Fact]
    public void OneFolder_MayHoldModalitiesAndMask()
    {
        Files("all/a_0000.png all/a_0001.png all/a.png");
        var found = Assert.Single(FolderPairs.Find(folder["all"], folder["all"]));
        Assert.Equal((2, folder["all/a.png"]), (found.ImagePaths.Count, found.MaskPath));
    }

    public void Dispose() => folder.Dispose();

    private void Files(string names) => Array.ForEach(names.Split(' '), name => folder.Write(name, []));

    private Decathlon Open(string json)
    {
        folder.Write("dataset.json", Encoding.UTF8.GetBytes(json));
        return Decathlon.Open(folder.Path);
    }
}
