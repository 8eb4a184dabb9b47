using LossDsl.Generator.Analysis;
using LossDsl.Generator.Backends.Metadata;
using LossDsl.Generator.Backends.Simd;
using LossDsl.Generator.Backends.TorchSharp;
using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Backends;

/// <summary>The files of a loss; where a fault of the generator is the reason why it was not compiled, the fault and a stub.</summary>
internal sealed record EmittedLoss(string Name, EquatableArray<GeneratedFile> Files, string? Failure)
{
    /// <summary>The backends: each writes its part of the class from the same plan.</summary>
    private static readonly IReadOnlyList<Func<LossPlan, GeneratedFile>> Backends = [TorchSharpEmitter.Emit, SimdEmitter.Emit];

    public static EmittedLoss Emit(LoweredLoss loss, CheckResults proof)
    {
        if (loss.Plan is not { } plan)
        {
            return Failed(loss, loss.Failure);
        }

        try
        {
            return new(loss.Name, Backends.Select(emit => emit(plan)).Prepend(MetadataEmitter.Emit(plan, proof)).ToEquatableArray(), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Failed(loss, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private static EmittedLoss Failed(LoweredLoss loss, string? failure) => new(loss.Name, [StubEmitter.Emit(StubSpec.From(loss.Spec, $"LOSS9001: {failure}"))], failure);
}
