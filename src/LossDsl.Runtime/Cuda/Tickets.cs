using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace LossDsl.Cuda;

/// <summary>
/// Counters by which the last block of a kernel knows that it is the last, one tensor for each device and stream. Every kernel leaves them at 0; after an error they are made anew.
/// </summary>
internal static class Tickets
{
    private static readonly ConcurrentDictionary<(string, nint), Tensor> Known = new();

    /// <summary>Returns a tensor of at least <paramref name="count"/> counters, int32.</summary>
    public static Tensor Get(Device device, nint stream, long count)
    {
        var key = (device.ToString(), stream);
        return Known.TryGetValue(key, out var tickets) && tickets.numel() >= count
            ? tickets
            : Known[key] = zeros([Math.Max(1024, 2 * count)], ScalarType.Int32, device).DetachFromDisposeScope();
    }

    /// <summary>Forgets all counters, after a launch that failed.</summary>
    public static void Forget() => Known.Clear();
}
