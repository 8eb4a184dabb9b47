using UNetTrainer.Data;
using UNetTrainer.Imaging;
using UNetTrainer.Errors;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Data;

/// <summary>Tests of <see cref="CaseSources"/>, which finds images and masks: an NFBS folder, pairs of files, the bundled head.</summary>
public sealed class CaseSourcesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Nfbs_FindsImagesWithTheirMasks_AtAnyDepth_AndNoSkullStrippedOnes()
    {
        foreach (var subject in new[] { "A00028185", "A00028352" })
        {
            foreach (var kind in new[] { "T1w", "T1w_brain", "T1w_brainmask" })
            {
                folder.Write($"{subject}/sub-{subject}_ses-NFB3_{kind}.nii.gz", []);
            }
        }

        var cases = CaseSources.Nfbs(folder.Path);

        Assert.Equal(["sub-A00028185_ses-NFB3_T1w", "sub-A00028352_ses-NFB3_T1w"], cases.Select(static c => c.Name));
        Assert.All(cases, static c => Assert.EndsWith("_T1w.nii.gz", c.ImagePath, StringComparison.Ordinal));
        Assert.Equal(cases.Select(static c => c.ImagePath.Replace("_T1w.", "_T1w_brainmask.", StringComparison.Ordinal)), cases.Select(static c => c.MaskPath));
    }

    [Fact]
    public void Nfbs_TakesTheShorterMaskName()
    {
        folder.Write("a_T1w.nii.gz", []);
        folder.Write("a_brainmask.nii.gz", []);
        Assert.Equal(folder["a_brainmask.nii.gz"], Assert.Single(CaseSources.Nfbs(folder.Path)).MaskPath);
    }

    [Fact]
    public void Nfbs_WithoutAMask_NamesTheImageAndTheMask()
    {
        folder.Write("a_T1w.nii.gz", []);
        var error = Assert.Throws<InputException>(() => CaseSources.Nfbs(folder.Path));
        Assert.Contains("a_T1w.nii.gz", error.Message, StringComparison.Ordinal);
        Assert.Contains("a_T1w_brainmask.nii.gz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nfbs_EmptyOrMissing_IsRefused()
    {
        Assert.Throws<InputException>(() => CaseSources.Nfbs(folder.Path));
        Assert.Throws<InputException>(() => CaseSources.Nfbs(folder["nowhere"]));
    }

    [Fact]
    public void Pairs_NeedAMaskForEachImage()
    {
        Assert.Equal(["a", "b"], CaseSources.Pairs(["x/a.nii", "b.nii.gz"], ["m", "n"]).Select(static c => c.Name));
        Assert.Contains("2 times", Assert.Throws<InputException>(() => CaseSources.Pairs(["a", "b"], ["m"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bundled_IsAHeadWithItsBrain()
    {
        var volume = LabelledVolume.Load(Assert.Single(CaseSources.Bundled(both: false)), LabelMap.Binary);
        Assert.InRange(volume.Mask.Voxels.Average(), 0.15, 0.35);
    }

    [Fact]
    public void TheSecondHead_HasABrainOfItsSize_UprightLikeTheFirst()
    {
        var second = CaseSources.Bundled(both: true)[1];
        var volume = LabelledVolume.Load(second, LabelMap.Binary, new() { Spacing = new(2, 2, 2) });
        Assert.Equal("itk-head", second.Name);
        Assert.Equal((90, 93, 90), (volume.Image.Width, volume.Image.Height, volume.Image.Depth));
        Assert.InRange(volume.Mask.Voxels.Sum() * 8 / 1e6, 1.5, 1.6);

        // The brain lies in the upper half of the head: its centre is above the middle.
        var heights = volume.Mask.Voxels.Index().Where(static v => v.Item > 0).Average(v => v.Index / (90.0 * 93));
        Assert.InRange(heights, 48, 70);
    }

    [Fact]
    public void ShapesThatDiffer_AreRefused()
    {
        var (image, _) = Phantom.Write(folder);
        var mask = folder.Write("mask.nii", new NiftiFile { Values = [.. Enumerable.Range(0, 24).Select(static i => (double)i)] }.ToBytes());
        var error = Assert.Throws<InputException>(() => LabelledVolume.Load(new("head", image, mask), LabelMap.Binary));
        Assert.Contains("22 x 18 x 60", error.Message, StringComparison.Ordinal);
        Assert.Contains("3 x 2 x 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AHealthyCase_IsACase()
    {
        var file = new NiftiFile { Values = [.. Enumerable.Range(0, 24).Select(static i => (double)i)] };
        var image = folder.Write("image.nii", file.ToBytes());
        var mask = folder.Write("mask.nii", (file with { Values = new double[24] }).ToBytes());
        Assert.All(LabelledVolume.Load(new("head", image, mask), LabelMap.Binary).Mask.Voxels, static c => Assert.Equal(0, c));
    }

    [Fact]
    public void ModalitiesOfAnImage_AreChannelsInOrder()
    {
        var file = new NiftiFile { Dim = [3, 3, 2, 4, 1, 1, 1, 1], Values = [.. Enumerable.Range(0, 24).Select(static i => (double)i)] };
        var (first, second) = (folder.Write("t1.nii", file.ToBytes()), folder.Write("t2.nii", (file with { Values = [.. file.Values.Select(static v => 100 - v)] }).ToBytes()));
        var files = Assert.Single(CaseSources.Pairs([$"{first}+{second}"], ["m"]));
        var stack = ImageStack.Read(files.ImagePaths, static path => ImageFile.Read(path));

        Assert.Equal(("t1", 2, 48), (files.Name, stack.Channels, stack.Voxels.Length));
        Assert.Equal((5, 95), (stack.Voxels[5], stack.Voxels[24 + 5]));
        Assert.Equal("3 x 2 x 4", stack.Shape);
    }

    [Fact]
    public void ModalitiesOfDifferentShapes_AreRefused()
    {
        var file = new NiftiFile { Dim = [3, 3, 2, 4, 1, 1, 1, 1], Values = new double[24] };
        var (first, second) = (folder.Write("t1.nii", file.ToBytes()), folder.Write("t2.nii", (file with { Dim = [3, 3, 4, 2, 1, 1, 1, 1] }).ToBytes()));
        var message = Assert.Throws<InputException>(() => ImageStack.Read([first, second], static path => ImageFile.Read(path))).Message;
        Assert.Contains("t2.nii' of the same case 3 x 4 x 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileNameWithAPlus_IsOneFile()
    {
        var image = folder.Write("a+b.nii", []);
        Assert.Equal([image], Assert.Single(CaseSources.Pairs([image], ["m"])).ImagePaths);
    }

    [Fact]
    public void ImagesOfOneName_GetTheNamesOfTheirFolders()
    {
        var cases = CaseNames.MakeUnique([new("imaging", "x/case_1/imaging.nii", "m"), new("imaging", "x/case_2/imaging.nii", "m"), new("other", "x/other.nii", "m")]);
        Assert.Equal(["case_1/imaging", "case_2/imaging", "other"], cases.Select(static c => c.Name));
    }

    public void Dispose() => folder.Dispose();
}
