namespace UNetTrainer.Data;

/// <summary>How often each class is found in some cases.</summary>
internal sealed class ClassFrequencies
{
    private readonly long[] pixels;
    private readonly int[] slices;

    /// <param name="cases">The cases; all their pixels are read.</param>
    /// <param name="classes">Classes, the background among them.</param>
    public ClassFrequencies(IEnumerable<ISliceSource> cases, int classes)
    {
        (pixels, slices) = (new long[classes], new int[classes]);
        foreach (var source in cases)
        {
            var (image, labels) = (new float[source.Width * source.Height], new byte[source.Width * source.Height]);
            for (var index = 0; index < source.Slices.Count; index++)
            {
                source.Read(index, image, labels);
                Count(labels);
            }
        }
    }

    /// <summary>The share of all pixels that a class has.</summary>
    public double Share(int c) => (double)pixels[c] / pixels.Sum();

    /// <summary>The number of slices that show a class.</summary>
    public int Slices(int c) => slices[c];

    private void Count(ReadOnlySpan<byte> labels)
    {
        for (var c = 0; c < pixels.Length; c++)
        {
            var count = labels.Count((byte)c);
            pixels[c] += count;
            slices[c] += count > 0 ? 1 : 0;
        }
    }
}
