using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Orientations and spacings of images, as their headers state them.</summary>
/// <param name="Orientations">Stored orientations, e.g. LPS, with the number of images that have each.</param>
/// <param name="Spacings">Spacing along the RAS axes of each image that states one.</param>
internal sealed record GridSurvey(IReadOnlyDictionary<string, int> Orientations, IReadOnlyList<VoxelSpacing> Spacings)
{
    /// <summary>Median spacing; null if no image states one.</summary>
    public VoxelSpacing? Median => Spacings.Count == 0 ? null : VoxelSpacing.Median(Spacings);

    /// <summary>Reads the headers. Files that cannot be read are left out, because reading their voxels reports them.</summary>
    public static GridSurvey Read(IReadOnlyList<string> images)
    {
        var geometries = images.Where(ImageFile.IsNifti).Select(TryRead).OfType<Geometry>().ToArray();
        return new(
            geometries.Where(static g => g.IsStated).CountBy(static g => Turn.ToRas(g).StoredOrientation).OrderByDescending(static c => c.Value).ToDictionary(),
            [.. geometries.Where(static g => g.HasSpacing).Select(static g => VoxelSpacing.From(Turn.ToRas(g).Apply(g, [1, 1, 1])))]);
    }

    /// <summary>Says what is done so that all cases have one grid; empty if nothing need be done.</summary>
    /// <param name="target">Spacing to which cases are resampled.</param>
    public IReadOnlyList<string> Notes(VoxelSpacing? target)
    {
        List<string> notes = [];
        if (Orientations.Count > 1)
        {
            notes.Add($"The images are stored in {Orientations.Count} orientations ({string.Join(", ", Orientations.Select(static o => $"{o.Value} as {o.Key}"))}); all are turned to RAS+.");
        }

        if (target is not null && Spacings.Count(s => !s.IsCloseTo(target)) is > 0 and var resampled)
        {
            notes.Add($"{resampled} of {Spacings.Count} images have another spacing than {target}, such as {Spacings.First(s => !s.IsCloseTo(target))}; they are resampled to {target} (--spacing).");
        }

        return notes;
    }

    private static Geometry? TryRead(string path)
    {
        try
        {
            return NiftiReader.ReadHeader(path).Geometry;
        }
        catch (InputException)
        {
            return null;
        }
    }
}
