namespace LossDsl.Kernels.Memory;

/// <summary>Layout and element type of a target tensor, and the kind of soft counts that it is used with.</summary>
internal enum TargetLayout
{
    /// <summary>One value for each class, float32 or float64 as the lanes, with product counts.</summary>
    Dense,

    /// <summary>One value for each class, float32 or float64 as the lanes, with L1 counts.</summary>
    DenseL1,

    /// <summary>One 0 or 1 for each class, in bytes.</summary>
    Bytes,

    /// <summary>Class index of each pixel, in bytes.</summary>
    ByteIndices,

    /// <summary>Class index of each pixel, int64.</summary>
    LongIndices,
}

/// <summary>Tensors of one call as addresses and sizes, which the loops read and write. The tensors are contiguous and stay alive for the whole call.</summary>
internal sealed record CallMemory
{
    /// <summary>Number of images, B.</summary>
    public required int Images { get; init; }

    /// <summary>Number of classes, C, the background too.</summary>
    public required int Classes { get; init; }

    /// <summary>Number of pixels of an image.</summary>
    public required nint Pixels { get; init; }

    /// <summary>Whether logits, gradient and fields are float32; otherwise they are float64.</summary>
    public required bool IsSingle { get; init; }

    /// <summary>Address of the logits, [B, C, ...].</summary>
    public required nint Logits { get; init; }

    /// <summary>Address of the target, [B, C, ...], or [B, ...] if it holds class indices.</summary>
    public required nint Target { get; init; }

    /// <summary>Layout and element type of the target.</summary>
    public required TargetLayout TargetLayout { get; init; }

    /// <summary>Address of the mask, one byte for each pixel, 0 where the pixel is invalid. The address is 0 if there is no mask.</summary>
    public nint Valid { get; init; }

    /// <summary>Whether the mask has one byte for each class, [B, C, ...], instead of one for each pixel, [B, ...].</summary>
    public bool IsValidPerClass { get; init; }

    /// <summary>Target value that makes a pixel invalid, or null if there is none.</summary>
    public double? Ignored { get; init; }

    /// <summary>Whether some pixels may be invalid.</summary>
    public bool IsMasked => Valid != 0 || Ignored is not null;

    /// <summary>Factor a of label smoothing: y = a t + b for the stored target t.</summary>
    public double TargetScale { get; init; } = 1;

    /// <summary>Term b of label smoothing: y = a t + b for the stored target t.</summary>
    public double TargetShift { get; init; }

    /// <summary>Index of the first included class: 0, or 1 if the background is excluded.</summary>
    public int FirstClass { get; init; }

    /// <summary>Address of the gradient, [B, C, ...]; 0 if the call wants only the value.</summary>
    public nint Gradient { get; init; }

    /// <summary>Whether a pass adds to the gradient in memory instead of overwriting it.</summary>
    public bool AddsToGradient { get; init; }

    /// <summary>Alarm that the first pass over the pixels raises if a value may lie outside its range. Null for the other passes, which do not check.</summary>
    public RangeAlarm? Alarm { get; init; }

    /// <summary>Largest allowed stored target: C - 1 for class indices, otherwise 1.</summary>
    public double LargestTarget => HoldsIndices ? Classes - 1 : 1;

    /// <summary>Whether a pixel may be valid for one class and invalid for another.</summary>
    public bool IsMaskedPerClass => IsValidPerClass || (Ignored is not null && !HoldsIndices);

    private bool HoldsIndices => TargetLayout is TargetLayout.ByteIndices or TargetLayout.LongIndices;

    /// <summary>Bytes of a logit: 4 or 8.</summary>
    public int ElementSize => IsSingle ? sizeof(float) : sizeof(double);

    /// <summary>Computes the index of an element in tensors that have the shape of the logits, [B, C, ...].</summary>
    /// <param name="image">Index of the image.</param>
    /// <param name="class">Index of the class.</param>
    /// <param name="pixel">Index of the pixel in the image.</param>
    public nint Index(int image, int @class, nint pixel) => ((((nint)image * Classes) + @class) * Pixels) + pixel;
}
