using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace LossDsl.Cuda;

/// <summary>Class weights on the devices, kept with the options that name them: copying them in every call would make the host wait.</summary>
internal static class ClassWeightTensors
{
    private static readonly ConditionalWeakTable<LossOptions, ConcurrentDictionary<string, Tensor>> Known = [];

    /// <summary>Returns the weights of the included classes, float64.</summary>
    public static Tensor Get(LossOptions options, Device device) => Known.GetValue(options, static _ => new()).GetOrAdd(
        device.ToString(),
        static (_, known) => tensor(known.options.ClassWeights!.Skip(known.options.FirstClass).ToArray(), ScalarType.Float64, known.device).DetachFromDisposeScope(),
        (options, device));
}
