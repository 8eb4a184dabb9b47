namespace LossDsl.Conformance.Digits;

/// <summary>Digits of a loss as docs/losses.md states them: at least as many are measured.</summary>
/// <param name="Tensors">Digits of tensor operations in float32.</param>
/// <param name="Kernels">Digits of kernels in float32.</param>
/// <param name="Float16">Digits in float16, the worse of both backends.</param>
/// <param name="BFloat16">Digits in bfloat16, the worse of both backends.</param>
internal sealed record StatedDigits(DigitCount Tensors, DigitCount Kernels, DigitCount Float16, DigitCount BFloat16)
{
    /// <summary>Digits in float64, the worse of both backends; null for losses without a double-double form.</summary>
    public DigitCount? Float64 { get; init; }

    public DigitCount Float32 => Tensors.Worse(Kernels);

    /// <summary>Returns the initializer that states these digits, rounded down, for the table below.</summary>
    public string ToCode() => $"new({string.Join(", ", new[] { Tensors, Kernels, Float16, BFloat16 }.Select(static count => $"new({count.Rounded()})"))}){(Float64 is { } count ? $" {{ Float64 = new({count.Rounded()}) }}" : "")}";

    public static IReadOnlyDictionary<string, StatedDigits> All { get; } = new Dictionary<string, StatedDigits>
    {
        ["asymmetric"] = new(new(6, 5.5), new(6, 5.5), new(6, 3), new(6, 2)),
        ["asymmetric-unified-focal"] = new(new(6, 6), new(6.5, 6), new(6, 3), new(6, 2)),
        ["balanced-cross-entropy"] = new(new(6, 6), new(6.5, 6.5), new(6, 3), new(6, 2)),
        ["balanced-cross-entropy-survey-literal"] = new(new(6.5, 6), new(6.5, 6.5), new(6.5, 3), new(6.5, 2)),
        ["basnet"] = new(new(6.5, 6.5), new(6.5, 6.5), new(6.5, 3), new(6.5, 2)),
        ["binary-cross-entropy"] = new(new(6, 6), new(6, 6), new(6, 3), new(6, 2)) { Float64 = new(14.5, 15) },
        ["boundary"] = new(new(6, 6), new(5.5, 6), new(5, 3), new(5, 2)),
        ["boundary-dou"] = new(new(7, 7), new(7, 7), new(7, 3), new(7, 2)),
        ["cl-dice"] = new(new(6.5, 7), new(6.5, 7), new(7, 3), new(7, 2)),
        ["combo"] = new(new(6.5, 6), new(6, 6), new(6.5, 3), new(6.5, 2)),
        ["combo-survey-literal"] = new(new(4.5, 4.5), new(4.5, 4), new(5, 3), new(5, 2)),
        ["correlation-similarity"] = new(new(7, 7), new(7, 7), new(7, 3), new(7, 2)),
        ["correlation-similarity-full"] = new(new(7, 7), new(7, 7), new(7, 3), new(7, 2)),
        ["cross-entropy"] = new(new(6, 6), new(6, 6), new(6, 3), new(6, 2)),
        ["dice"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)) { Float64 = new(14.5, 14.5) },
        ["dice-boundary"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)),
        ["dice-cl-dice"] = new(new(7, 7), new(7, 7), new(6.5, 3), new(7, 2)),
        ["dice-cross-entropy"] = new(new(6.5, 6), new(6, 6), new(6.5, 3), new(6.5, 2)),
        ["dice-focal"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)),
        ["dice-plus-plus"] = new(new(6.5, 5.5), new(6, 6), new(6.5, 3), new(6.5, 2)),
        ["dice-semimetric-1"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)),
        ["dice-semimetric-2"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)),
        ["dice-softmax-cross-entropy"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)),
        ["dice-survey-literal"] = new(new(6, 6), new(6.5, 6), new(6, 3), new(6, 2)),
        ["dice-top-k"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(7, 2)),
        ["distance-map-penalty"] = new(new(6, 6), new(6.5, 6), new(6, 3), new(6, 2)),
        ["distance-weighted-dice"] = new(new(6, 6), new(6.5, 6), new(6, 3), new(6, 2)),
        ["exponential-dice"] = new(new(6.5, 6), new(7, 6), new(6.5, 3), new(6.5, 2)),
        ["exponential-logarithmic"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6, 2)),
        ["focal"] = new(new(6, 5.5), new(6, 6), new(6, 3), new(6, 2)) { Float64 = new(14.5, 14.5) },
        ["focal-tversky"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)) { Float64 = new(14.5, 14.5) },
        ["focal-tversky-survey-literal"] = new(new(6, 6), new(6, 6), new(6, 3), new(6, 2)),
        ["generalized-dice"] = new(new(6, 6), new(6.5, 6), new(6, 3), new(6, 2)),
        ["generalized-wasserstein-dice"] = new(new(6, 5.5), new(6.5, 6), new(6, 3), new(6, 2)),
        ["hausdorff"] = new(new(5, 5), new(5, 5), new(5, 3), new(5, 2)),
        ["hausdorff-erosion"] = new(new(6.5, 6.5), new(6.5, 6.5), new(6.5, 3), new(6.5, 2)),
        ["jaccard"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)),
        ["jaccard-metric-1"] = new(new(6, 6), new(6.5, 6), new(6, 3), new(6, 2)),
        ["jaccard-metric-2"] = new(new(6, 6), new(6.5, 6), new(6, 3), new(6, 2)),
        ["log-cosh-dice"] = new(new(6, 6), new(6, 6), new(6, 3), new(6, 2)) { Float64 = new(14.5, 14.5) },
        ["log-cosh-tversky"] = new(new(6, 6), new(6, 6), new(6, 3), new(6, 2)),
        ["log-hausdorff"] = new(new(5, 5), new(5, 5), new(5, 3), new(5, 2)),
        ["lovasz-hinge"] = new(new(6.5, 6), new(6, 6), new(6.5, 3), new(6.5, 2)),
        ["lovasz-softmax"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)),
        ["matthews-correlation"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)) { Float64 = new(9, 14.5) },
        ["mbls"] = new(new(6, 6), new(6, 6), new(6, 3), new(6, 2)),
        ["nacl"] = new(new(7, 6.5), new(7, 6.5), new(7, 3), new(7, 2)),
        ["noise-robust-dice"] = new(new(6, 5), new(6, 5), new(6, 3), new(6, 2)),
        ["normalized-focal"] = new(new(6, 5.5), new(6, 6), new(6, 3), new(6, 2)),
        ["ohem-cross-entropy"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)),
        ["one-sided-hausdorff"] = new(new(5, 5), new(5, 5), new(5, 3), new(5, 2)),
        ["poly"] = new(new(6, 6), new(6, 6), new(6, 3), new(6, 2)),
        ["poly-focal"] = new(new(6, 5.5), new(6, 6), new(6, 3), new(6, 2)),
        ["quality-focal"] = new(new(6, 5.5), new(6, 6), new(6, 3), new(6, 2)),
        ["reduced-focal"] = new(new(6, 5.5), new(6, 6), new(6, 3), new(6, 2)),
        ["sensitivity-specificity"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)),
        ["sensitivity-specificity-survey-literal"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)),
        ["shape-aware"] = new(new(6, 6), new(6, 6), new(6, 3), new(6, 2)),
        ["shape-aware-survey-literal"] = new(new(6, 6), new(6, 6.5), new(6, 3), new(6, 2)),
        ["size-constraint"] = new(new(4.5, 5), new(5, 5.5), new(5, 3), new(5.5, 2)),
        ["softmax-focal"] = new(new(6, 6), new(6.5, 6), new(6, 3), new(6, 2)),
        ["squared-dice"] = new(new(5, 4.5), new(5, 4.5), new(5, 3), new(5, 2)),
        ["squared-sensitivity-specificity"] = new(new(5, 5.5), new(5, 5.5), new(5, 3), new(5, 2)),
        ["ssim"] = new(new(6.5, 7), new(6.5, 7), new(7, 3), new(7, 2)),
        ["structure"] = new(new(6, 6), new(6, 6), new(6, 3), new(6, 2)),
        ["svls"] = new(new(7, 6.5), new(7, 6.5), new(7, 3), new(7, 2)),
        ["t-vmf-dice"] = new(new(6, 5), new(6, 5), new(6, 3), new(6, 2)),
        ["top-k-cross-entropy"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)),
        ["tversky"] = new(new(6, 6), new(6.5, 6), new(6, 3), new(6, 2)),
        ["tversky-survey-literal"] = new(new(6.5, 6), new(6.5, 6), new(6.5, 3), new(6.5, 2)),
        ["varifocal"] = new(new(6, 6), new(6, 6), new(6, 3), new(6, 2)),
        ["weighted-cross-entropy"] = new(new(6, 6), new(6, 6), new(6, 3), new(6, 2)),
    };
}
