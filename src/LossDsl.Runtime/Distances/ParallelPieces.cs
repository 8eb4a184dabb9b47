namespace LossDsl.Distances;

/// <summary>Runs independent pieces of work on an image in parallel, if the image is large enough for threads to pay off.</summary>
internal static class ParallelPieces
{
    // Measured: with fewer pixels, the threads cost more than they save.
    private const long ParallelPixels = 1 << 14;

    // More pieces than processors, so that one delayed thread does not delay the whole.
    private static readonly int MostPieces = 4 * Environment.ProcessorCount;

    /// <summary>Splits the items [0, length) into pieces and runs the work on each.</summary>
    /// <param name="length">The number of items.</param>
    /// <param name="pixels">The number of pixels of all items together.</param>
    /// <param name="work">The work on a piece, from its first item to the one after its last.</param>
    public static void ForEach(int length, long pixels, Action<int, int> work)
    {
        var count = (int)Math.Min(Math.Min(length, MostPieces), pixels / ParallelPixels);
        if (count < 2)
        {
            work(0, length);
            return;
        }

        Parallel.For(0, count, piece => work((int)((long)length * piece / count), (int)((long)length * (piece + 1) / count)));
    }
}
