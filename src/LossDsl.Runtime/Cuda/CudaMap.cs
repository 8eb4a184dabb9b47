using System.ComponentModel;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <summary>Map or input of pixels that a formula reads, as the generator requests it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CudaMap
{
    private readonly Func<Pixels, Field> compute;

    /// <param name="name">Name of the parameter that reads the map.</param>
    /// <param name="of">Mask of the map: target or prediction.</param>
    /// <param name="kind">Kind of distance.</param>
    public CudaMap(string name, Of of, DistanceKind kind) => compute = pixels => pixels.Map(name, of, kind);

    /// <param name="name">Name of the parameter that reads the map.</param>
    /// <param name="of">Mask of the map: target or prediction.</param>
    /// <param name="provider">Provider of the map.</param>
    public CudaMap(string name, Of of, IMapProvider provider) => compute = pixels => pixels.Map(name, of, provider);

    /// <param name="input">Name of the parameter that reads an input of pixels.</param>
    public CudaMap(string input) => compute = pixels => pixels.PixelInput(input);

    /// <param name="input">Name of the parameter that reads the input.</param>
    /// <param name="per">Level of the input: pixels or pairs of classes.</param>
    public CudaMap(string input, Per per) => compute = pixels => per == Per.ClassPair ? pixels.ClassPairInput(input) : pixels.PixelInput(input);

    /// <summary>Returns the map, [B, C, ...]: the caller's precomputed one, or else a new one. An input is the caller's.</summary>
    internal Tensor Compute(Pixels pixels) => pixels.ToTensor(compute(pixels));
}
