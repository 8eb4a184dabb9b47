namespace UNetTrainer.Data;

/// <summary>True classes of a resampled case at the spacing of its file, in the orientation of the network's grid, with the way back to that spacing for predictions.</summary>
internal sealed class StoredLabels
{
    private readonly NetworkGrid grid;

    private StoredLabels(NetworkGrid grid, Imaging.Volume truth)
    {
        this.grid = grid;
        Truth = Array.ConvertAll(truth.Voxels, static v => (byte)v);
        Lengths = [truth.Depth, truth.Height, truth.Width];
        Spacing = [truth.Spacing.Z, truth.Spacing.Y, truth.Spacing.X];
    }

    /// <summary>True class of each voxel.</summary>
    public byte[] Truth { get; }

    /// <summary>Numbers of voxels from bottom to top, from back to front and from left to right.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>Distances of voxels in the same order.</summary>
    public IReadOnlyList<double> Spacing { get; }

    /// <summary>Reads the labels of a case. Returns null if the case is not resampled.</summary>
    /// <exception cref="Errors.InputException">A file cannot be read any more.</exception>
    public static StoredLabels? Read(Case files, LabelMap labels, GridRules rules)
    {
        if (rules.Spacing is null)
        {
            return null;
        }

        var image = rules.ReadImage(files.ImagePath);
        var grid = rules.Open(image);
        return grid.IsResampled ? new(grid, grid.Turned(rules.BringMask(files, image, MaskReader.ReadClasses(files.MaskPath, labels, rules.Pictures)))) : null;
    }

    /// <summary>Brings predicted classes on the network's grid to the grid of <see cref="Truth"/>, as <c>predict</c> does.</summary>
    public byte[] Restore(byte[] classes) => grid.RestoreSpacing(classes);
}
