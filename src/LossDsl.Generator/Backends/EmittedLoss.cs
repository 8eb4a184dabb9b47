using LossDsl.Generator.Analysis;
using LossDsl.Generator.Backends.Metadata;
using LossDsl.Generator.Backends.Simd;
using LossDsl.Generator.Backends.TorchSharp;
using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Backends;

/// <summary>The files of a loss, or the reason why there are none.</summary>
internal sealed record EmittedLoss(string Name, EquatableArray<GeneratedFile> Files, string? Failure)
{
    /// <summary>The backends: each writes its part of the class from the same plan.</summary>
    private static readonly IReadOnlyList<Func<LossPlan, GeneratedFile>> Backends = [TorchSharpEmitter.Emit, SimdEmitter.Emit];

    public static EmittedLoss Of(LoweredLoss loss, Proof proof)
    {
        if (loss.Plan is not { } plan)
        {
            return new(loss.Name, [], loss.Failure);
        }

        try
        {
            return new(loss.Name, Backends.Select(emit => emit(plan)).Prepend(MetadataEmitter.Emit(plan, proof)).ToEquatableArray(), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(loss.Name, [], $"{exception.GetType().Name}: {exception.Message}");
        }
    }
}
