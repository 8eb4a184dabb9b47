namespace LossDsl.Orders;

/// <summary>Selection of the largest of some numbers without sorting them: a radix search from the highest digit finds the key of the last one that is selected.</summary>
internal static unsafe class TopSelection
{
    private const int DigitBits = 11;
    private const int KeyBits = 64;

    /// <summary>Writes a share for each of the largest values, and 0 for the others. Of equal values the first are selected. 0 and -0 are equal.</summary>
    /// <param name="values">The values.</param>
    /// <param name="shares">Receives the shares.</param>
    /// <param name="count">The number of values.</param>
    /// <param name="selected">The number of values to select.</param>
    /// <param name="share">The share.</param>
    public static void Write(float* values, float* shares, int count, int selected, float share) => Write(new WideSingleKeys(values), shares, count, selected, share);

    /// <inheritdoc cref="Write(float*, float*, int, int, float)"/>
    public static void Write(double* values, double* shares, int count, int selected, double share) => Write(new DoubleKeys(values), shares, count, selected, share);

    private static void Write<TKeys, T>(TKeys keys, T* shares, int count, int selected, T share)
        where TKeys : struct, IWideKeys
        where T : unmanaged
    {
        var (last, mask, equal) = FindLast(keys, count, Math.Min(selected, count));
        for (var i = 0; i < count; i++)
        {
            var key = keys.Key(i) & mask;
            var isSelected = key < last || (key == last && equal-- > 0);
            shares[i] = isSelected ? share : default;
        }
    }

    // The first digits of the key of the last value that is selected, their bits, and how many values with these digits are selected.
    private static (ulong Last, ulong Mask, int Equal) FindLast<TKeys>(TKeys keys, int count, int selected)
        where TKeys : struct, IWideKeys
    {
        var (last, mask) = (0UL, 0UL);
        var counts = stackalloc int[1 << DigitBits];
        for (var shift = KeyBits - DigitBits; mask != ulong.MaxValue; shift = Math.Max(0, shift - DigitBits))
        {
            Count(keys, count, last, mask, shift, counts);
            var digit = 0;
            for (; counts[digit] < selected; digit++)
            {
                selected -= counts[digit];
            }

            (last, mask) = (last | ((ulong)digit << shift), ulong.MaxValue << shift);
            if (counts[digit] == selected)
            {
                break;
            }
        }

        return (last, mask, selected);
    }

    // Counts each digit among the keys that begin with the digits found before. The last digit overlaps the one before it, and shares its bits.
    private static void Count<TKeys>(TKeys keys, int count, ulong last, ulong mask, int shift, int* counts)
        where TKeys : struct, IWideKeys
    {
        new Span<int>(counts, 1 << DigitBits).Clear();
        for (var i = 0; i < count; i++)
        {
            var key = keys.Key(i);
            if ((key & mask) == last)
            {
                counts[(int)(key >> shift) & ((1 << DigitBits) - 1)]++;
            }
        }
    }
}
