namespace UNetTrainer.Imaging;

/// <summary>
/// The dimension of a file that its slices are cut across. For files in the usual orientation (as the bundled head) X gives sagittal,
/// Y coronal and Z axial slices; the orientation stored in the header is not followed.
/// </summary>
internal enum Axis
{
    /// <summary>The first dimension; a slice is y by z.</summary>
    X,

    /// <summary>The second dimension; a slice is x by z.</summary>
    Y,

    /// <summary>The third dimension; a slice is x by y.</summary>
    Z,
}
