using LossDsl.Generator.Backends.Metadata;
using LossDsl.Generator.Backends.TorchSharp;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Backends;

/// <summary>The backends: each writes its part of the class from the same plan.</summary>
internal static class Backend
{
    public static IReadOnlyList<Func<LossPlan, GeneratedFile>> All { get; } = [MetadataEmitter.Emit, TorchSharpEmitter.Emit];
}
