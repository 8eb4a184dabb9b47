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
    public override string ToString() =>
        $"{Loss}, {Type}, {Options.Activation}, {Options.Region}, {Options.Reduction}, [{string.Join(", ", Shape)}], {OptionsText}" +
        $"logits {LogitsLayout}, target {TargetKind} {TargetType} {TargetLayout}, seed {Seed}";

    private string OptionsText =>
        (IsMasked ? "validity mask, " : "") +
        (Options.IgnoreIndex is { } ignored ? $"ignoring {ignored}, " : "") +
        (Options.IncludeBackground ? "" : "without background, ") +
        (Options.ClassWeights is null ? "" : "class weights, ") +
        (Options.LabelSmoothing == 0 ? "" : "label smoothing, ") +
        (Options.EmptyMask == EmptyMask.Smooth ? "" : $"{Options.EmptyMask} where empty, ");
}
