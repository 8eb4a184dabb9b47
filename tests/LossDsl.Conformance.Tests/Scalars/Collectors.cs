namespace LossDsl.Conformance.Scalars;

/// <summary>Threads that allocate and collect garbage without a break, and wait for the finalizers, until they are disposed.</summary>
internal sealed class Collectors : IDisposable
{
    private readonly List<Thread> threads;
    private volatile bool isStopped;

    /// <param name="count">Number of threads.</param>
    public Collectors(int count)
    {
        threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Run))];
        threads.ForEach(static thread => thread.Start());
    }

    public void Dispose()
    {
        isStopped = true;
        threads.ForEach(static thread => thread.Join());
    }

    private void Run()
    {
        while (!isStopped)
        {
            GC.KeepAlive(Enumerable.Range(0, 20).Select(static _ => new byte[1000]).ToList());
            GC.Collect(0);
            GC.WaitForPendingFinalizers();
        }
    }
}
