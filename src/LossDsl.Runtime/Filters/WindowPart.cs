namespace LossDsl.Filters;

/// <summary>Part of a window that is applied as a whole: a weighted sum, or an extreme, of the values at some places around a pixel.</summary>
/// <param name="Places">The places, in the order of the pixels.</param>
internal sealed record WindowPart(IReadOnlyList<WindowPlace> Places)
{
    /// <summary>Returns the part along one dimension.</summary>
    /// <param name="dimensions">The number of spatial dimensions.</param>
    /// <param name="dimension">The dimension, from 0.</param>
    /// <param name="weights">The weights, an odd number of them.</param>
    public static WindowPart Along(int dimensions, int dimension, double[] weights) => new([.. weights.Select((weight, i) =>
    {
        var offsets = new int[dimensions];
        offsets[dimension] = i - (weights.Length / 2);
        return new WindowPlace(offsets, weight);
    })]);

    /// <summary>Returns the largest offset along a dimension, in either direction.</summary>
    public int Reach(int dimension) => Places.Select(place => Math.Abs(place.Offsets[dimension])).DefaultIfEmpty(0).Max();
}
