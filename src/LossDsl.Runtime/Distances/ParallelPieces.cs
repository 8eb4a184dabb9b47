namespace LossDsl.Distances;

/// <summary>Work on pieces of an image that need nothing of each other, on as many threads as there are.</summary>
internal static class ParallelPieces
{
    // Measured: with fewer pixels, the threads cost more than they save.
    private const long ParallelPixels = 1 << 14;

    // So that a thread that was kept waiting does not keep the others waiting.
    private static readonly int MostPieces = 4 * Environment.ProcessorCount;

    /// <summary>Does the work on [0, length), in pieces from a start to an end.</summary>
    /// <param name="length">How many items.</param>
    /// <param name="pixels">How many pixels they all have.</param>
    /// <param name="work">What is done with a piece.</param>
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
