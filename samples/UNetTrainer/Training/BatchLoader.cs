using System.Threading.Channels;
using UNetTrainer.Data;

namespace UNetTrainer.Training;

/// <summary>Batch that was read, with the slices that it consists of.</summary>
internal sealed record LoadedBatch(IReadOnlyList<Slice> Slices, Batch Batch);

/// <summary>
/// Loader that reads batches ahead on another thread, so that a training step does not wait for a file. Only a few batches are read ahead, so that memory stays bounded.
/// </summary>
internal sealed class BatchLoader(Frames frames, TargetMaps maps)
{
    private const int Ahead = 2;

    /// <summary>Returns the batches in order. The slices of each have one frame. Exceptions of the reading thread are thrown here.</summary>
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
            // If an epoch ends early, batches that were read ahead are of no use.
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
                batch = Batch.Create(slices, frames[slices[0]]);
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
