using LossDsl.Generator.Analysis;
using LossDsl.Generator.Backends.Cuda;
using LossDsl.Generator.Backends.Metadata;
using LossDsl.Generator.Backends.Simd;
using LossDsl.Generator.Backends.TorchSharp;
using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Backends;

/// <summary>Generated files of one loss. After a failure of the generator, these are a stub, and the failure is reported as an error.</summary>
/// <param name="Name">The name of the loss class.</param>
/// <param name="Files">The generated files: metadata, one for each backend, and the values of pixels if the loss has them; or the stub alone.</param>
/// <param name="Failure">The failure, or null.</param>
internal sealed record EmittedLoss(string Name, EquatableArray<GeneratedFile> Files, string? Failure)
{
    /// <summary>Backends, each of which writes one partial declaration of the class from the same plan: tensor operations, SIMD kernels, then CUDA kernels.</summary>
    private static readonly IReadOnlyList<Func<LossPlan, GeneratedFile>> Backends = [TorchSharpEmitter.Emit, SimdEmitter.Emit, CudaEmitter.Emit];

    /// <summary>Emits the files of a loss. Any exception but a cancellation becomes a <see cref="Failure"/>.</summary>
    /// <param name="loss">The lowered loss, with its plan or a failure.</param>
    /// <param name="proof">The verdicts of the analysis.</param>
    public static EmittedLoss Emit(LoweredLoss loss, CheckResults proof)
    {
        if (loss.Plan is not { } plan)
        {
            return Failed(loss, loss.Failure);
        }

        try
        {
            return new(loss.Name, EmitFiles(plan, proof).ToEquatableArray(), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Failed(loss, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private static IEnumerable<GeneratedFile> EmitFiles(LossPlan plan, CheckResults proof) =>
        [MetadataEmitter.Emit(plan, proof), .. Backends.Select(emit => emit(plan)), .. plan.PixelValues is { } ofPixels ? [TorchSharpEmitter.EmitPixelValues(ofPixels)] : Array.Empty<GeneratedFile>()];

    private static EmittedLoss Failed(LoweredLoss loss, string? failure) => new(loss.Name, [StubEmitter.Emit(StubSpec.From(loss.Spec, $"LOSS9001: {failure}"))], failure);
}
