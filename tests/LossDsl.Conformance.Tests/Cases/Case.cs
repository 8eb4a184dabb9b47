using System.Runtime.Intrinsics;
using LossDsl.Conformance.Losses;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Cases;

/// <summary>
/// Case of the conformance matrix: a loss with options, tensor types, shape, memory layouts, target and seed. The text of a case has all that is needed to repeat it.
/// </summary>
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
    // Widths without hardware support are left out: software would emulate them with the same results.
    private static readonly Backend[] Kernels =
    [
        Backend.Scalar,
        .. Vector128.IsHardwareAccelerated ? [Backend.Vector128] : Array.Empty<Backend>(),
        .. Vector256.IsHardwareAccelerated ? [Backend.Vector256] : Array.Empty<Backend>(),
        .. Vector512.IsHardwareAccelerated ? [Backend.Vector512] : Array.Empty<Backend>(),
    ];

    /// <summary>Backends that the case runs on: tensor operations, and kernels of one lane width, which the seed selects so that neighbouring cases differ.</summary>
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
