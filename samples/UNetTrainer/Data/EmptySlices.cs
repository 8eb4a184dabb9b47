namespace UNetTrainer.Data;

/// <summary>
/// What becomes of slices without a foreground pixel. Blank slices, where nothing was scanned, are left out always;
/// validation and test keep all others always, so that false positives there are counted.
/// </summary>
internal enum EmptySlices
{
    /// <summary>Train on them: the network learns where the structure is not.</summary>
    Keep,

    /// <summary>Leave them out of training: per-image overlap losses are almost constant on them.</summary>
    Drop,
}
