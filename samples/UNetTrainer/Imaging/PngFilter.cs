using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>Undoes the filters of PNG rows (PNG specification, third edition, section 9).</summary>
internal static class PngFilter
{
    /// <summary>Restores a row in place.</summary>
    /// <param name="filter">Number of the row's filter.</param>
    /// <param name="row">Filtered bytes, which become the original ones.</param>
    /// <param name="above">Original bytes of the row above; zeros for the first row.</param>
    /// <param name="step">Distance in bytes to the same sample of the pixel to the left.</param>
    /// <exception cref="InputException">There is no such filter.</exception>
    public static void Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        for (var i = 0; i < row.Length && filter != 0; i++)
        {
            var (left, corner) = i < step ? ((byte)0, (byte)0) : (row[i - step], above[i - step]);
            row[i] += filter switch
            {
                1 => left,
                2 => above[i],
                3 => (byte)((left + above[i]) / 2),
                4 => Paeth(left, above[i], corner),
                _ => throw new InputException($"it is damaged: there is no filter {filter}"),
            };
        }
    }

    private static byte Paeth(int left, int above, int corner)
    {
        var (fromLeft, fromAbove, fromCorner) = (Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - (2 * corner)));
        return (byte)(fromLeft <= fromAbove && fromLeft <= fromCorner ? left : fromAbove <= fromCorner ? above : corner);
    }
}
