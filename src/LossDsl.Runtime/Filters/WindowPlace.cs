namespace LossDsl.Filters;

/// <summary>Place of a window: a pixel beside that in the middle, and its weight.</summary>
/// <param name="Offsets">The offset along each spatial dimension.</param>
/// <param name="Weight">The weight in a sum.</param>
internal sealed record WindowPlace(int[] Offsets, double Weight)
{
    /// <summary>The sign of the first offset that is not 0; 0 for the pixel in the middle.</summary>
    public int Sign => Math.Sign(Offsets.FirstOrDefault(static offset => offset != 0));
}
