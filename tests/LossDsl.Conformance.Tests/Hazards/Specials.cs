namespace LossDsl.Conformance.Hazards;

/// <summary>The special cases of the hazard table: those that only some losses have.</summary>
internal static class Specials
{
    public static IReadOnlyDictionary<string, SpecialCase> All { get; } =
        OfPixels().Concat(OfRegions()).Concat(OfCompounds()).Concat(OfDistancesAndWindows()).ToDictionary(static special => special.ToString());

    private static HazardRow Nothing => new(HazardCell.Nothing, HazardCell.Nothing, HazardCell.Nothing, HazardCell.Nothing);

    /// <summary>Cell of cross-entropy for any labels.</summary>
    private static HazardCell CrossEntropy => new(
        static s => s.Mean(i => s.Label(i) == 1 ? s.IfForeground(i) : s.IfBackground(i)), static (s, i) => (s.Label(i) == 1 ? -s.Q(i) : s.P(i)) / s.N);

    private static IEnumerable<SpecialCase> OfPixels() =>
    [
        .. SpecialCase.Of("focal", "γ = 0 is cross-entropy", PixelRows.CrossEntropy(0.25, 0.75) with { Hyperparameters = new() { ["gamma"] = 0 } }),
        .. SpecialCase.Of("focal", "γ < 1 has no singularity", PixelRows.Focal(0.25, 0.75, 0.5) with { Hyperparameters = new() { ["gamma"] = 0.5 } }),
        .. SpecialCase.Of("softmax-focal", "γ = 0 is cross-entropy", PixelRows.CrossEntropy(1, 1) with { Hyperparameters = new() { ["gamma"] = 0 }, IsSoftmax = true }),
        .. SpecialCase.Of("softmax-focal", "γ < 1 has no singularity", PixelRows.Focal(1, 1, 0.5) with { Hyperparameters = new() { ["gamma"] = 0.5 }, IsSoftmax = true }),
        .. SpecialCase.Of("poly", "ε = 0 is cross-entropy", PixelRows.CrossEntropy(1, 1) with { Hyperparameters = new() { ["epsilon"] = 0 } }),
        .. SpecialCase.Of("weighted-cross-entropy", "no weight", PixelRows.CrossEntropy(0, 1) with { Hyperparameters = new() { ["foregroundWeight"] = 0 } }),
        .. SpecialCase.Of(
            "balanced-cross-entropy", "β as printed is 1 and 0",
            (Nothing with { Wrong = PixelRows.CrossEntropy(0.75, 0.25).Wrong }) with { Hyperparameters = new() { ["smallestWeight"] = 0 } }),
    ];

    private static IEnumerable<SpecialCase> OfRegions()
    {
        foreach (var loss in new[] { "jaccard", "tversky", "focal-tversky", "squared-dice", "generalized-dice", "sensitivity-specificity" })
        {
            yield return ZeroOverZero(loss, "smooth");
        }

        yield return ZeroOverZero("dice", "smoothNumerator", "smoothDenominator");
        yield return ZeroOverZero("log-cosh-dice", "smoothNumerator", "smoothDenominator");

        var smoothed = RegionRows.All["dice"];
        foreach (var size in HazardInputs.Sizes)
        {
            var (logits, name) = (HazardInputs.Slope(size), $"an empty mask, ±{size}");
            yield return new("dice", $"{name} is skipped", smoothed, HazardCell.Nothing, logits, HazardInputs.NoForeground) { Options = new() { EmptyMask = EmptyMask.Skip } };
            yield return new("dice", $"{name} is 1", smoothed, HazardCell.Constant(static _ => 1), logits, HazardInputs.NoForeground) { Options = new() { EmptyMask = EmptyMask.One } };
            var meanProbability = new HazardCell(static s => s.SumP / s.N, static (s, i) => s.PQ(i) / s.N);
            yield return new("dice", $"{name} is the mean probability", smoothed, meanProbability, logits, HazardInputs.NoForeground) { Options = new() { EmptyMask = EmptyMask.MeanProbability } };
        }

        foreach (var special in Weights())
        {
            yield return special;
        }
    }

    private static IEnumerable<SpecialCase> Weights() =>
    [
        // Each weight may be 0 in its range. With both 0 no error costs anything.
        .. SpecialCase.Of("tversky", "no weights", Nothing with { Hyperparameters = new() { ["fpWeight"] = 0, ["fnWeight"] = 0 } }),
        .. SpecialCase.Of("focal-tversky", "exponent 1 is Tversky", RegionRows.Tversky(0.3, 0.7, RegionRows.S) with { Hyperparameters = new() { ["exponent"] = 1 } }),
        .. SpecialCase.Of("focal-tversky", "exponent 2 needs no floor", RegionRows.Tversky(0.3, 0.7, RegionRows.S).ToThe(2) with { Hyperparameters = new() { ["exponent"] = 2 } }),
        .. SpecialCase.Of("generalized-dice", "no weights is Dice", RegionRows.Dice(RegionRows.S) with { Hyperparameters = new() { ["volumeExponent"] = 0 }, Tolerance = 1e-8 }),
    ];

    // Without smoothing, and without foreground in mask and prediction, the quotient is 0 / 0.
    private static SpecialCase ZeroOverZero(string loss, params string[] smoothing) => new(
        loss, "no foreground on either side, and no smoothing", Nothing with { Hyperparameters = smoothing.ToDictionary(static name => name, static _ => 0.0) },
        HazardCell.Nothing, HazardInputs.Flat(-1e4), HazardInputs.NoForeground);

    private static IEnumerable<SpecialCase> OfCompounds() =>
    [
        .. SpecialCase.Of(
            "exponential-logarithmic", "cross-entropy alone",
            0.5 * PixelRows.CrossEntropy(1, 1) with { Hyperparameters = new() { ["diceWeight"] = 0, ["crossWeight"] = 0.5, ["crossExponent"] = 1 } }),
        .. SpecialCase.Of(
            "asymmetric-unified-focal", "γ = 0 has no power",
            (0.5 * PixelRows.CrossEntropy(0.6, 0.4) + 0.25 * RegionRows.Tversky(0.4, 0.6, RegionRows.S) + 0.25 * CompoundRows.OfBackground(RegionRows.Tversky(0.4, 0.6, RegionRows.S)))
                with { Hyperparameters = new() { ["gamma"] = 0 } }),
    ];

    private static IEnumerable<SpecialCase> OfDistancesAndWindows()
    {
        foreach (var size in HazardInputs.Sizes.Skip(1))
        {
            var (right, wrong) = (HazardInputs.Right(size, HazardInputs.Checkerboard), HazardInputs.Wrong(size, HazardInputs.Checkerboard));
            yield return new("distance-map-penalty", $"all distances the same, right, ±{size}", Nothing, CrossEntropy, right, HazardInputs.Checkerboard);
            yield return new("distance-map-penalty", $"all distances the same, wrong, ±{size}", Nothing, CrossEntropy, wrong, HazardInputs.Checkerboard);
            yield return new("hausdorff", $"both empty, ±{size}", Nothing, HazardCell.Nothing, HazardInputs.Flat(-size), HazardInputs.NoForeground);
            yield return new("hausdorff", $"both full, ±{size}", Nothing, HazardCell.Nothing, HazardInputs.Flat(size), HazardInputs.NoBackground);
            yield return new("shape-aware", $"no contour is predicted, ±{size}", Nothing, CrossEntropy, HazardInputs.Flat(-size), HazardInputs.UpperTwoRows);
            yield return new("shape-aware", $"neither has a contour, ±{size}", Nothing, CrossEntropy, HazardInputs.Flat(-size), HazardInputs.NoForeground);
        }

        foreach (var loss in new[] { "correlation-similarity", "correlation-similarity-full" })
        {
            var row = StructuralRows.All[loss];
            yield return new(loss, "a flat prediction, of deviation 0", row, row.Wrong, HazardInputs.Flat(0), HazardInputs.UpperTwoRows);
            yield return new(loss, "flat on both sides", row, HazardCell.Nothing, HazardInputs.Flat(0), HazardInputs.NoForeground);
        }
    }
}
