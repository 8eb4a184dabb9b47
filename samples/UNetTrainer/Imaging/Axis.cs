namespace UNetTrainer.Imaging;

/// <summary>
/// Dimension of an image file that slices are cut across. For files in the usual orientation (as the bundled head) X gives sagittal,
/// Y coronal and Z axial slices; the orientation stored in the header is not followed.
/// </summary>
internal enum Axis
{
    /// <summary>First dimension; a slice is y by z.</summary>
    X,

    /// <summary>Second dimension; a slice is x by z.</summary>
    Y,

    /// <summary>Third dimension; a slice is x by y.</summary>
    Z,
}
