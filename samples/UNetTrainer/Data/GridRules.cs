using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Rules by which the grid of a file becomes the grid that the network sees: RAS+, and one spacing for all cases.</summary>
internal sealed record GridRules
{
    /// <summary>Rules that leave the spacing of each file as it is.</summary>
    public static GridRules Default { get; } = new();

    /// <summary>Spacing of all cases; null leaves each its own. Files that state no spacing keep their grid.</summary>
    public VoxelSpacing? Spacing { get; init; }

    /// <summary>Whether image and mask are laid on each other voxel by voxel, whatever their geometry says.</summary>
    public bool IgnoreGeometry { get; init; }

    /// <summary>Whether voxels are used in the order and at the spacing of the file, as by runs from before orientation was followed.</summary>
    public bool StoredOrder { get; init; }

    /// <summary>Number from 0 of the volume of a file in four dimensions; null if each file must hold one.</summary>
    public int? Volume { get; init; }

    /// <summary>Channels that pictures are read with.</summary>
    public PictureChannels Pictures { get; init; }

    /// <summary>Text that differs where slices would differ.</summary>
    public string Key => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Spacing?.X:R} {Spacing?.Y:R} {Spacing?.Z:R} {IgnoreGeometry} {StoredOrder} {Volume} {Pictures}");

    /// <summary>Reads the image of a case as stored.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public Volume ReadImage(string path) => ImageFile.IsNifti(path) ? NiftiReader.Read(path, Volume) : Pictures.ReadImage(path);

    /// <summary>Brings a volume to the network's grid.</summary>
    /// <exception cref="InputException">The volume would have too many voxels.</exception>
    public NetworkGrid Open(Volume stored) => NetworkGrid.Create(stored, StoredOrder ? Turn.None : Turn.ToRas(stored.Geometry), StoredOrder ? null : Spacing);

    /// <summary>Brings an image and its mask to the network's grid. Images are interpolated linearly; a voxel of the mask has the nearest label.</summary>
    /// <param name="files">Paths, for messages.</param>
    /// <param name="image">Image as stored.</param>
    /// <param name="mask">Mask as stored.</param>
    /// <exception cref="InputException">The mask lies elsewhere than the image.</exception>
    public (Volume Image, Volume Mask) Align(Case files, Volume image, Volume mask)
    {
        var grid = Named(files.ImagePath, () => Open(image));
        return (grid.Volume, grid.Labels(BringMask(files, image, mask)));
    }

    /// <summary>Brings a mask to the stored grid of its image.</summary>
    /// <exception cref="InputException">The mask lies elsewhere than the image.</exception>
    public Volume BringMask(Case files, Volume image, Volume mask) => Alignment.Bring(mask, files.MaskPath, image, files.ImagePath, IgnoreGeometry || StoredOrder);

    private static T Named<T>(string path, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (InputException e)
        {
            throw new InputException($"Cannot use '{path}': {e.Message.TrimEnd('.')}.", e);
        }
    }
}
