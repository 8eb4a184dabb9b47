using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>A pixel of a sample.</summary>
/// <param name="Point">The number of the sample.</param>
/// <param name="Index">Its place in the region; the pixel that is looked at is 0.</param>
internal readonly record struct SamplePixel(int Point, int Index)
{
    /// <summary>How many there are that are like it. The one that is looked at is alone.</summary>
    public double Multiplicity => Index == 0 || Point % 2 == 0 ? 1 : 1000;

    /// <summary>A number of a range, the same in every run: at an end, or within.</summary>
    /// <param name="range">What the number can be.</param>
    /// <param name="name">Whose it is, as a number of its own.</param>
    /// <param name="ofPixel">Not the same for all pixels of the region.</param>
    public double Draw(Interval range, int name, bool ofPixel)
    {
        var pixel = ofPixel ? Index : 0;
        var share = Share(name, pixel);

        // What holds for numbers in general often fails where several are at an end.
        var (low, high) = ofPixel ? (0.25, 0.85) : (Point % 4) switch { 1 => (1, 1), 3 => (0.5, 0.5), _ => (0.25, 0.85) };
        return range.MayBeUndefined ? double.NaN
            : range.IsPoint || (share < low && IsEnd(range.Low, range.LowIsOpen)) ? range.Low
            : share > high && IsEnd(range.High, range.HighIsOpen) ? range.High
            : Within(range, Share(name, pixel + 1 + (Point % 3)));
    }

    private static bool IsEnd(double end, bool isOpen) => !isOpen && Math.Abs(end) <= 100;

    // Small numbers of a long range, not the middle of it.
    private static double Within(Interval range, double share)
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
