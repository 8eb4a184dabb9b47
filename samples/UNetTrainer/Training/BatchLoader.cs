using System.Threading.Channels;
using UNetTrainer.Data;

namespace UNetTrainer.Training;

/// <summary>Some slices and their pixels.</summary>
internal sealed record LoadedBatch(IReadOnlyList<Slice> Slices, Batch Batch);

/// <summary>Reads batches ahead on another thread, so that a step never waits for a file; a few at a time, so that memory stays bounded.</summary>
internal sealed class BatchLoader(Frame frame, TargetMaps maps)
{
    private const int Ahead = 2;

    /// <summary>The batches in their order. What reading throws is thrown here.</summary>
    public IEnumerable<LoadedBatch> Load(IEnumerable<IReadOnlyList<Slice>> parts)
    {
        using var stop = new CancellationTokenSource();
        var channel = Channel.CreateBounded<LoadedBatch>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => Read(parts, channel.Writer, stop.Token));
        try
        {
            while (channel.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (channel.Reader.TryRead(out var batch))
                {
                    yield return batch;
                }
            }
        }
        finally
        {
            // An epoch may end early; what was read for it then is of no use.
            stop.Cancel();
            reading.Wait();
            while (channel.Reader.TryRead(out var unused))
            {
                unused.Batch.Dispose();
            }
        }
    }

    private async Task Read(IEnumerable<IReadOnlyList<Slice>> parts, ChannelWriter<LoadedBatch> writer, CancellationToken stop)
    {
        Batch? batch = null;
        try
        {
            foreach (var slices in parts)
            {
                batch = Batch.Create(slices, frame);
                batch = batch with { Maps = maps.Load(slices, batch.Labels) };
                await writer.WriteAsync(new(slices, batch), stop).ConfigureAwait(false);
                batch = null;
            }

            writer.Complete();
        }
        catch (Exception e)
        {
            batch?.Dispose();
            writer.Complete(e is OperationCanceledException ? null : e);
        }
    }
}
