namespace UNetTrainer.Data;

/// <summary>
/// Treatment of training slices without a foreground pixel. Blank slices, where nothing was scanned, are always left out at the ends of a volume.
/// Validation and test always keep all other slices, so that false positives there are counted.
/// </summary>
internal enum EmptySlices
{
    /// <summary>Train on them: the network learns where the structure is not.</summary>
    Keep,

    /// <summary>Leave them out of training: per-image overlap losses are almost constant on them.</summary>
    Drop,
}
