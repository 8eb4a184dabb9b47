using LossDsl.Kernels.Memory;

namespace LossDsl.Orders;

/// <summary>Stable sort of numbers in descending order: a radix sort from the lowest of three digits. Pixels move together with 32 bits of their numbers, in one store.</summary>
internal static unsafe class RadixSort
{
    private const int DigitBits = 11;
    private const int Buckets = 1 << DigitBits;
    private const int Digits = 3;

    /// <summary>Writes the indices of the values in descending order; the first of equal values comes first. 0 and -0 are equal.</summary>
    public static void Descending(float* values, int* order, int count)
    {
        var memory = ReusedMemory.Take((nint)count * 2 * sizeof(ulong));
        Sort(new SingleKeys(values), order, count, (ulong*)memory);
        ReusedMemory.Return(memory);
    }

    /// <summary>Writes the indices of the values in descending order; the first of equal values comes first. 0 and -0 are equal.</summary>
    public static void Descending(double* values, int* order, int count)
    {
        var memory = ReusedMemory.Take((nint)count * 2 * sizeof(ulong));
        Sort(new LowKeys(values), order, count, (ulong*)memory);
        Sort(new HighKeys(values, order), order, count, (ulong*)memory);
        ReusedMemory.Return(memory);
    }

    private static void Sort<TKeys>(TKeys keys, int* order, int count, ulong* first)
        where TKeys : struct, ISortKeys
    {
        var second = first + count;
        var starts = stackalloc int[Digits * Buckets];
        CountDigits(keys, count, starts);
        for (var i = 0; i < count; i++)
        {
            var key = keys.Key(i);
            first[starts[key & (Buckets - 1)]++] = ((ulong)key << 32) | (uint)keys.Pixel(i);
        }

        for (var i = 0; i < count; i++)
        {
            var item = first[i];
            second[starts[Buckets + ((int)(item >> (32 + DigitBits)) & (Buckets - 1))]++] = item;
        }

        for (var i = 0; i < count; i++)
        {
            var item = second[i];
            order[starts[(2 * Buckets) + (int)(item >> (32 + (2 * DigitBits)))]++] = (int)item;
        }
    }

    // The start of each bucket of each digit.
    private static void CountDigits<TKeys>(TKeys keys, int count, int* starts)
        where TKeys : struct, ISortKeys
    {
        new Span<int>(starts, Digits * Buckets).Clear();
        for (var i = 0; i < count; i++)
        {
            var key = keys.Key(i);
            starts[key & (Buckets - 1)]++;
            starts[Buckets + ((key >> DigitBits) & (Buckets - 1))]++;
            starts[(2 * Buckets) + (key >> (2 * DigitBits))]++;
        }

        for (var digit = 0; digit < Digits; digit++)
        {
            var start = 0;
            for (var bucket = digit * Buckets; bucket < (digit + 1) * Buckets; bucket++)
            {
                (starts[bucket], start) = (start, start + starts[bucket]);
            }
        }
    }
}
