using TorchSharp;
using UNetTrainer.Data;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>True and predicted classes of a case in three dimensions, put together from its segmented slices. Voxels of slices that were not segmented are background in both.</summary>
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
        (truth, predicted) = (new byte[Size], new byte[Size]);
    }

    private long Size => (long)slices * source.Height * source.Width;

    /// <summary>Adds the segmentation of a slice, which has the size of the case's slices.</summary>
    public void Add(int index, Prediction slice)
    {
        var start = (index - first) * source.Height * source.Width;
        for (var i = 0; i < slice.Truth.Length; i++)
        {
            var counts = slice.Truth[i] != LabelMap.Ignored;
            (truth[start + i], predicted[start + i]) = counts ? (slice.Truth[i], slice.Predicted[i]) : ((byte)0, (byte)0);
        }
    }

    /// <summary>Compares the surfaces of a class.</summary>
    /// <param name="c">Number of the class.</param>
    /// <param name="tolerance">Distance in mm, or in pixels if the case states none, up to which surfaces agree.</param>
    public SurfaceFigures Surface(int c, double tolerance)
    {
        using var scope = NewDisposeScope();
        long[] shape = [slices, source.Height, source.Width];
        return SurfaceDistances.Compare(tensor(truth, shape).eq(c), tensor(predicted, shape).eq(c), [source.SliceDistance, .. source.Spacing], tolerance);
    }
}
