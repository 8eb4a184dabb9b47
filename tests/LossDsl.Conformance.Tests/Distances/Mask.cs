using CsCheck;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Distances;

/// <summary>Binary masks as a plain array of shape [images, 1, ...], with the length and the pixel spacing of each spatial dimension.</summary>
internal sealed record Mask(bool[] Pixels, int[] Lengths, double[] Spacing)
{
    // Largest length of a dimension for masks of 1, 2 and 3 dimensions: long enough for several parabolas of the distance transform to hide each other, short enough to
    // compare all pairs of pixels.
    private static readonly int[] Longest = [30, 10, 6];

    public long[] Shape => [Pixels.Length / Size, 1, .. Lengths.Select(static length => (long)length)];

    public int Size => Lengths.Aggregate(1, static (size, length) => size * length);

    /// <summary>Generator of masks of two images with one to three dimensions, from sparse to dense, and with spacings from 0.1 to 10.</summary>
    public static Gen<Mask> Random { get; } =
        from rank in Gen.Int[1, 3]
        from lengths in Gen.Int[1, Longest[rank - 1]].Array[rank]
        from spacing in Gen.Double[0.1, 10].Array[rank]
        from density in Gen.Double.Unit
        from values in Gen.Double.Unit.Array[2 * lengths.Aggregate(1, static (size, length) => size * length)]
        select new Mask([.. values.Select(value => value < density)], lengths, spacing);

    /// <summary>Parses one two-dimensional image, one string for each row, in which # is foreground.</summary>
    public static Mask Parse(params string[] rows) =>
        new([.. rows.SelectMany(static row => row.Select(static pixel => pixel == '#'))], [rows.Length, rows[0].Length], [1, 1]);

    public Tensor ToTensor() => tensor(Pixels.Select(static pixel => pixel ? 1.0 : 0.0).ToArray(), Shape);

    public double[] Map(DistanceKind kind) => Map(kind, Spacing);

    public double[] Map(DistanceKind kind, double[] spacing)
    {
        using var scope = NewDisposeScope();
        return DistanceMap.Compute(ToTensor(), kind, spacing).data<double>().ToArray();
    }

    public double[] Contour()
    {
        using var scope = NewDisposeScope();
        return ContourMap.Compute(ToTensor()).data<double>().ToArray();
    }
}
