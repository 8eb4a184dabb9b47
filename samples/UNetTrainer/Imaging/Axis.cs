namespace UNetTrainer.Imaging;

/// <summary>
/// World axis that slices are cut across. NIfTI files are turned to RAS+ first, so that an axis means the same in every file. Files that state no orientation are taken as
/// if they were stored as RAS+.
/// </summary>
internal enum Axis
{
    /// <summary>From left to right: slices are sagittal, y by z.</summary>
    X,

    /// <summary>From back to front: slices are coronal, x by z.</summary>
    Y,

    /// <summary>From bottom to top: slices are axial, x by y.</summary>
    Z,
}
