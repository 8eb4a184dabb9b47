namespace UNetTrainer.Data;

/// <summary>Counts of pixels and slices by class, over several cases.</summary>
internal sealed class ClassFrequencies
{
    private readonly long[] pixels;
    private readonly int[] slices;

    /// <param name="cases">Cases to count; all their pixels are read.</param>
    /// <param name="classes">Number of classes, including the background.</param>
    public ClassFrequencies(IEnumerable<ISliceSource> cases, int classes)
    {
        (pixels, slices) = (new long[classes], new int[classes]);
        foreach (var source in cases)
        {
            var (image, labels) = (new float[source.Channels * source.Width * source.Height], new byte[source.Width * source.Height]);
            for (var index = 0; index < source.Slices.Count; index++)
            {
                source.Read(index, image, labels);
                Count(labels);
            }
        }
    }

    /// <summary>Number of pixels that are ignored, and are in no share.</summary>
    public long Ignored { get; private set; }

    /// <summary>Returns the share of a class in all pixels that count, from 0 to 1.</summary>
    public double Share(int c) => (double)pixels[c] / pixels.Sum();

    /// <summary>Returns the number of slices that show a class.</summary>
    public int Slices(int c) => slices[c];

    private void Count(ReadOnlySpan<byte> labels)
    {
        Ignored += labels.Count(LabelMap.Ignored);
        for (var c = 0; c < pixels.Length; c++)
        {
            var count = labels.Count((byte)c);
            pixels[c] += count;
            slices[c] += count > 0 ? 1 : 0;
        }
    }
}
