using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>Pixel of one sample in <see cref="Samples"/>, and the generator of the pseudo-random values at it.</summary>
/// <param name="Point">The index of the sample.</param>
/// <param name="Index">The index of the pixel in the sample's region; 0 is the selected pixel, at which claims are tested.</param>
internal readonly record struct SamplePixel(int Point, int Index)
{
    /// <summary>The number of identical pixels that this pixel stands for: 1 for the selected pixel, 1000 for the others of every second sample.</summary>
    public double Multiplicity => Index == 0 || Point % 2 == 0 ? 1 : 1000;

    /// <summary>Returns a value of a range, the same in every run: one of its ends, or a value inside. NaN if the range may be undefined.</summary>
    /// <param name="range">The range of the variable.</param>
    /// <param name="name">A hash of the variable's name.</param>
    /// <param name="variesByPixel">Whether the value differs between the pixels of the region.</param>
    public double Draw(Interval range, int name, bool variesByPixel)
    {
        var pixel = variesByPixel ? Index : 0;
        var share = Share(name, pixel);

        // A claim that holds for most values often fails where several variables are at an end of their ranges.
        var (low, high) = variesByPixel ? (0.25, 0.85) : (Point % 4) switch { 1 => (1, 1), 3 => (0.5, 0.5), _ => (0.25, 0.85) };
        return range.MayBeUndefined ? double.NaN
            : range.IsPoint || (share < low && CanDrawEnd(range.Low, range.LowIsOpen)) ? range.Low
            : share > high && CanDrawEnd(range.High, range.HighIsOpen) ? range.High
            : ValueInside(range, Share(name, pixel + 1 + (Point % 3)));
    }

    private static bool CanDrawEnd(double end, bool isOpen) => !isOpen && Math.Abs(end) <= 100;

    // Long ranges give values near 0 or near their low end, not around their middle.
    private static double ValueInside(Interval range, double share)
    {
        var (low, high) = (Math.Max(range.Low, -1e6), Math.Min(range.High, 1e6));
        return high - low < 100 ? low + ((high - low) * share) : low < 0 ? (share - 0.5) * 20 : low + (Math.Min(high, 1e3) * share * share * share);
    }

    // Between 0.02 and 0.98.
    private double Share(int name, int pixel)
    {
        var hash = unchecked((uint)((name * 16777619) ^ ((Point * 31) + pixel + 1)) * 2654435761u);
        hash = unchecked((hash ^ (hash >> 15)) * 2246822519u);
        return 0.02 + (0.96 * ((hash >> 8) % 10007) / 10007.0);
    }
}
