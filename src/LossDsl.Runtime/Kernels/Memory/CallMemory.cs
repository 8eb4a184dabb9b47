namespace LossDsl.Kernels.Memory;

/// <summary>How a target lies in memory.</summary>
internal enum TargetLayout
{
    /// <summary>A value for each class, in the type that is computed in.</summary>
    Numbers,

    /// <summary>The same, counted by distances.</summary>
    SoftNumbers,

    /// <summary>A value for each class, in bytes.</summary>
    Bytes,

    /// <summary>The class of each pixel, in bytes.</summary>
    ByteIndices,

    /// <summary>The class of each pixel, int64.</summary>
    LongIndices,
}

/// <summary>The tensors of one call as memory: contiguous, and alive as long as the call.</summary>
internal sealed record CallMemory
{
    public required int Images { get; init; }

    public required int Classes { get; init; }

    /// <summary>The pixels of an image.</summary>
    public required nint Pixels { get; init; }

    /// <summary>float32, otherwise float64.</summary>
    public required bool IsSingle { get; init; }

    public required nint Logits { get; init; }

    public required nint Target { get; init; }

    public required TargetLayout TargetLayout { get; init; }

    /// <summary>One byte for each pixel, 0 where it does not count; 0 if all do.</summary>
    public nint Valid { get; init; }

    /// <summary>Whether the classes of a pixel may count apart.</summary>
    public bool IsValidPerClass { get; init; }

    /// <summary>Pixels whose target is this do not count.</summary>
    public double? Ignored { get; init; }

    /// <summary>Whether some pixels may not count.</summary>
    public bool IsMasked => Valid != 0 || Ignored is not null;

    /// <summary>Smoothing: the target is what stands there times this, ...</summary>
    public double TargetScale { get; init; } = 1;

    /// <summary>... plus this.</summary>
    public double TargetShift { get; init; }

    /// <summary>The first class that counts: 1 without the background.</summary>
    public int FirstClass { get; init; }

    /// <summary>Where the gradient goes; 0 if only the value is asked for.</summary>
    public nint Gradient { get; init; }

    /// <summary>Whether the gradient comes on top of what stands there.</summary>
    public bool AddsToGradient { get; init; }

    /// <summary>Set by the first pass over the pixels if a value may lie outside its range; null for other passes, which do not look.</summary>
    public RangeAlarm? Alarm { get; init; }

    /// <summary>The largest value that a target may have: of class indices that of the last class.</summary>
    public double LargestTarget => HoldsIndices ? Classes - 1 : 1;

    /// <summary>Whether a pixel may count for one class and not for another.</summary>
    public bool IsMaskedPerClass => IsValidPerClass || (Ignored is not null && !HoldsIndices);

    private bool HoldsIndices => TargetLayout is TargetLayout.ByteIndices or TargetLayout.LongIndices;

    public int ElementSize => IsSingle ? sizeof(float) : sizeof(double);

    /// <summary>Where a pixel is in tensors of the shape of the logits, in numbers.</summary>
    public nint Index(int image, int @class, nint pixel) => ((((nint)image * Classes) + @class) * Pixels) + pixel;
}
