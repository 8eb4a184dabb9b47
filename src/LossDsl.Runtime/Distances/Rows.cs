namespace LossDsl.Distances;

/// <summary>The squared distance of every pixel to the nearest one of the other side in its row; infinite in rows of one side alone.</summary>
internal static class Rows
{
    public static void Compute(ReadOnlySpan<bool> mask, Span<double> squared, int length, double step)
    {
        for (var start = 0; start < mask.Length; start += length)
        {
            Row(mask.Slice(start, length), squared.Slice(start, length), step);
        }
    }

    private static void Row(ReadOnlySpan<bool> mask, Span<double> squared, double step)
    {
        // Pixels are counted, and multiplied once: adding up the step would add up its rounding.
        var before = double.PositiveInfinity;
        for (var i = 0; i < mask.Length; i++)
        {
            before = i > 0 && mask[i] != mask[i - 1] ? 1 : before + 1;
            squared[i] = before;
        }

        var after = double.PositiveInfinity;
        for (var i = mask.Length - 1; i >= 0; i--)
        {
            after = i + 1 < mask.Length && mask[i] != mask[i + 1] ? 1 : after + 1;
            var distance = Math.Min(squared[i], after) * step;
            squared[i] = distance * distance;
        }
    }
}
