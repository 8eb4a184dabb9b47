using UNetTrainer.Data;

namespace UNetTrainer.Training;

/// <summary>True and predicted classes of a case in three dimensions, put together from its segmented slices. Voxels of slices that were not segmented are in no figure.</summary>
internal sealed class CaseMasks
{
    private readonly ISliceSource source;
    private readonly int first;
    private readonly int slices;
    private readonly byte[] truth;
    private readonly byte[] predicted;

    /// <param name="source">Case.</param>
    /// <param name="indices">Numbers of the slices that will be segmented.</param>
    public CaseMasks(ISliceSource source, IReadOnlyCollection<int> indices)
    {
        (this.source, first) = (source, indices.Min());
        slices = indices.Max() - first + 1;
        (truth, predicted) = (new byte[slices * SliceLength], new byte[slices * SliceLength]);
        Array.Fill(truth, LabelMap.Ignored);
        Array.Fill(predicted, LabelMap.Ignored);
    }

    private int SliceLength => source.Height * source.Width;

    /// <summary>Adds the segmentation of a slice, which has the size of the case's slices.</summary>
    public void Add(int index, Prediction slice)
    {
        var start = (index - first) * SliceLength;
        slice.Truth.CopyTo(truth, start);
        slice.Predicted.CopyTo(predicted, start);
    }

    /// <summary>Returns the classes on the grid of the file, up to its orientation.</summary>
    /// <exception cref="Errors.InputException">A file of the case cannot be read any more.</exception>
    public ComparedLabels Compare() => source.ReadStored() is { } stored ? Compare(stored) : new(truth, predicted, [slices, source.Height, source.Width], [source.SliceDistance, .. source.Spacing]);

    private ComparedLabels Compare(StoredLabels stored)
    {
        var restored = stored.Restore(Whole());
        return new([.. stored.Truth.Zip(restored, static (t, p) => p == LabelMap.Ignored ? p : t)], restored, stored.Lengths, stored.Spacing);
    }

    // Predicted classes of the whole case.
    private byte[] Whole()
    {
        var layout = source.Layout;
        var whole = new byte[layout.Voxels];
        Array.Fill(whole, LabelMap.Ignored);
        for (var i = 0; i < slices; i++)
        {
            layout.Put(first + i, predicted.AsSpan(i * SliceLength, SliceLength), whole);
        }

        return whole;
    }
}
