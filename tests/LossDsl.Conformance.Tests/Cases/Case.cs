using System.Runtime.Intrinsics;
using LossDsl.Conformance.Losses;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Cases;

/// <summary>One point of the matrix; its text is enough to repeat it.</summary>
internal sealed record Case(
    ReferenceLoss Loss,
    ScalarType Type,
    LossOptions Options,
    long[] Shape,
    Layout LogitsLayout,
    Layout TargetLayout,
    TargetKind TargetKind,
    ScalarType TargetType,
    bool IsMasked,
    int Seed)
{
    // What every machine has runs everywhere; what it lacks would be the same in software.
    private static readonly Backend[] Kernels =
    [
        Backend.Scalar,
        .. Vector128.IsHardwareAccelerated ? [Backend.Vector128] : Array.Empty<Backend>(),
        .. Vector256.IsHardwareAccelerated ? [Backend.Vector256] : Array.Empty<Backend>(),
        .. Vector512.IsHardwareAccelerated ? [Backend.Vector512] : Array.Empty<Backend>(),
    ];

    /// <summary>Tensor operations, and kernels of one width; neighbouring cases have another.</summary>
    public Backend[] Backends => [Backend.Tensors, Kernels[Seed % Kernels.Length]];

    public override string ToString() =>
        $"{Loss}, {Type}, {Options.Activation}, {Options.Region}, {Options.Reduction}, [{string.Join(", ", Shape)}], {OptionsText}" +
        $"logits {LogitsLayout}, target {TargetKind} {TargetType} {TargetLayout}, seed {Seed}";

    private string OptionsText =>
        (IsMasked ? "validity mask, " : "") +
        (Options.IgnoreIndex is { } ignored ? $"ignoring {ignored}, " : "") +
        (Options.IncludeBackground ? "" : "without background, ") +
        (Options.ClassWeights is null ? "" : $"class weights {Options.ClassWeighting}, ") +
        (Options.LabelSmoothing == 0 ? "" : "label smoothing, ") +
        (Options.EmptyMask == EmptyMask.Smooth ? "" : $"{Options.EmptyMask} where empty, ");
}
