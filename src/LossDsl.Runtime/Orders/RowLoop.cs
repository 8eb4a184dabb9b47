using static TorchSharp.torch;

namespace LossDsl.Orders;

/// <summary>Runs the work on each row, in parallel if there is enough of it for threads to pay off.</summary>
internal static class RowLoop
{
    // One thread sorts fewer pixels than this before a second thread has woken up.
    private const long LeastForThreads = 1 << 14;

    public static void Run(int rows, int pixels, Action<int> work)
    {
        if (rows == 1 || (long)rows * pixels < LeastForThreads)
        {
            for (var row = 0; row < rows; row++)
            {
                work(row);
            }

            return;
        }

        Parallel.For(0, rows, new ParallelOptions { MaxDegreeOfParallelism = get_num_threads() }, work);
    }
}
