namespace UNetTrainer.Imaging;

/// <summary>Place of a header field in both versions of NIfTI (nifti.nimh.nih.gov, nifti1.h and nifti2.h). Of an array, the place of its first element.</summary>
/// <param name="At">Offset in a NIfTI-1 header.</param>
/// <param name="Bytes">Size of an element there.</param>
/// <param name="At2">Offset in a NIfTI-2 header.</param>
/// <param name="Bytes2">Size of an element there.</param>
internal readonly record struct NiftiField(int At, int Bytes, int At2, int Bytes2)
{
    /// <summary>Number of dimensions, then their lengths.</summary>
    public static readonly NiftiField Dim = new(40, 2, 16, 8);

    /// <summary>Sign of the third axis of qform, then the spacing of each dimension.</summary>
    public static readonly NiftiField PixDim = new(76, 4, 104, 8);

    /// <summary>Code of the data type.</summary>
    public static readonly NiftiField DataType = new(70, 2, 12, 2);

    /// <summary>Bits per voxel.</summary>
    public static readonly NiftiField BitPix = new(72, 2, 14, 2);

    /// <summary>Offset of the first voxel: a float in NIfTI-1, an integer in NIfTI-2.</summary>
    public static readonly NiftiField VoxOffset = new(108, 4, 168, 8);

    /// <summary>Factor of stored values.</summary>
    public static readonly NiftiField Slope = new(112, 4, 176, 8);

    /// <summary>Number added to scaled values.</summary>
    public static readonly NiftiField Intercept = new(116, 4, 184, 8);

    /// <summary>Largest value to display, then the smallest.</summary>
    public static readonly NiftiField DisplayRange = new(124, 4, 192, 8);

    /// <summary>Parameters of the statistic that an image holds.</summary>
    public static readonly NiftiField IntentParameters = new(56, 4, 80, 8);

    /// <summary>Code of the statistic that an image holds; 0 for none.</summary>
    public static readonly NiftiField IntentCode = new(68, 2, 504, 4);

    /// <summary>Units of distance (lowest three bits) and time.</summary>
    public static readonly NiftiField Units = new(123, 1, 500, 4);

    /// <summary>Whether qform counts: above 0.</summary>
    public static readonly NiftiField QformCode = new(252, 2, 344, 4);

    /// <summary>Whether sform counts: above 0.</summary>
    public static readonly NiftiField SformCode = new(254, 2, 348, 4);

    /// <summary>Quaternion of qform: b, c, d.</summary>
    public static readonly NiftiField Quaternion = new(256, 4, 352, 8);

    /// <summary>Origin of qform.</summary>
    public static readonly NiftiField QformOrigin = new(268, 4, 376, 8);

    /// <summary>Three rows of four numbers: the matrix of sform.</summary>
    public static readonly NiftiField Sform = new(280, 4, 400, 8);
}
