namespace LossDsl.Conformance.Hazards;

/// <summary>The special cases of the hazard table: those that only some losses have.</summary>
internal static class Specials
{
    public static IReadOnlyDictionary<string, Special> All { get; } =
        OfPixels().Concat(OfRegions()).Concat(OfCompounds()).Concat(OfDistancesAndWindows()).ToDictionary(static special => special.ToString());

    private static Row Nothing => new(Cell.Nothing, Cell.Nothing, Cell.Nothing, Cell.Nothing);

    /// <summary>Cell of cross-entropy for any labels.</summary>
    private static Cell CrossEntropy => new(
        static s => s.Mean(i => s.Label(i) == 1 ? s.IfForeground(i) : s.IfBackground(i)), static (s, i) => (s.Label(i) == 1 ? -s.Q(i) : s.P(i)) / s.N);

    private static IEnumerable<Special> OfPixels() =>
    [
        .. Special.Of("focal", "γ = 0 is cross-entropy", PixelRows.CrossEntropy(0.25, 0.75) with { Hyperparameters = new() { ["gamma"] = 0 } }),
        .. Special.Of("focal", "γ < 1 has no singularity", PixelRows.Focal(0.25, 0.75, 0.5) with { Hyperparameters = new() { ["gamma"] = 0.5 } }),
        .. Special.Of("softmax-focal", "γ = 0 is cross-entropy", PixelRows.CrossEntropy(1, 1) with { Hyperparameters = new() { ["gamma"] = 0 }, IsSoftmax = true }),
        .. Special.Of("softmax-focal", "γ < 1 has no singularity", PixelRows.Focal(1, 1, 0.5) with { Hyperparameters = new() { ["gamma"] = 0.5 }, IsSoftmax = true }),
        .. Special.Of("poly", "ε = 0 is cross-entropy", PixelRows.CrossEntropy(1, 1) with { Hyperparameters = new() { ["epsilon"] = 0 } }),
        .. Special.Of("weighted-cross-entropy", "no weight", PixelRows.CrossEntropy(0, 1) with { Hyperparameters = new() { ["foregroundWeight"] = 0 } }),
        .. Special.Of(
            "balanced-cross-entropy", "β as printed is 1 and 0",
            (Nothing with { Wrong = PixelRows.CrossEntropy(0.75, 0.25).Wrong }) with { Hyperparameters = new() { ["smallestWeight"] = 0 } }),
    ];

    private static IEnumerable<Special> OfRegions()
    {
        foreach (var loss in new[] { "jaccard", "tversky", "focal-tversky", "squared-dice", "generalized-dice", "sensitivity-specificity" })
        {
            yield return ZeroOverZero(loss, "smooth");
        }

        yield return ZeroOverZero("dice", "smoothNumerator", "smoothDenominator");
        yield return ZeroOverZero("log-cosh-dice", "smoothNumerator", "smoothDenominator");

        var smoothed = RegionRows.All["dice"];
        foreach (var size in Images.Sizes)
        {
            var (logits, name) = (Images.Slope(size), $"an empty mask, ±{size}");
            yield return new("dice", $"{name} is skipped", smoothed, Cell.Nothing, logits, Images.NoForeground) { Options = new() { EmptyMask = EmptyMask.Skip } };
            yield return new("dice", $"{name} is 1", smoothed, Cell.Constant(static _ => 1), logits, Images.NoForeground) { Options = new() { EmptyMask = EmptyMask.One } };
            var meanProbability = new Cell(static s => s.SumP / s.N, static (s, i) => s.PQ(i) / s.N);
            yield return new("dice", $"{name} is the mean probability", smoothed, meanProbability, logits, Images.NoForeground) { Options = new() { EmptyMask = EmptyMask.MeanProbability } };
        }

        foreach (var special in Weights())
        {
            yield return special;
        }
    }

    private static IEnumerable<Special> Weights() =>
    [
        // Each weight may be 0 in its range. With both 0 no error costs anything.
        .. Special.Of("tversky", "no weights", Nothing with { Hyperparameters = new() { ["fpWeight"] = 0, ["fnWeight"] = 0 } }),
        .. Special.Of("focal-tversky", "exponent 1 is Tversky", RegionRows.Tversky(0.3, 0.7, RegionRows.S) with { Hyperparameters = new() { ["exponent"] = 1 } }),
        .. Special.Of("focal-tversky", "exponent 2 needs no floor", RegionRows.Tversky(0.3, 0.7, RegionRows.S).ToThe(2) with { Hyperparameters = new() { ["exponent"] = 2 } }),
        .. Special.Of("generalized-dice", "no weights is Dice", RegionRows.Dice(RegionRows.S) with { Hyperparameters = new() { ["volumeExponent"] = 0 }, Tolerance = 1e-8 }),
    ];

    // Without smoothing, and without foreground in mask and prediction, the quotient is 0 / 0.
    private static Special ZeroOverZero(string loss, params string[] smoothing) => new(
        loss, "no foreground on either side, and no smoothing", Nothing with { Hyperparameters = smoothing.ToDictionary(static name => name, static _ => 0.0) },
        Cell.Nothing, Images.Flat(-1e4), Images.NoForeground);

    private static IEnumerable<Special> OfCompounds() =>
    [
        .. Special.Of(
            "exponential-logarithmic", "cross-entropy alone",
            0.5 * PixelRows.CrossEntropy(1, 1) with { Hyperparameters = new() { ["diceWeight"] = 0, ["crossWeight"] = 0.5, ["crossExponent"] = 1 } }),
        .. Special.Of(
            "asymmetric-unified-focal", "γ = 0 has no power",
            (0.5 * PixelRows.CrossEntropy(0.6, 0.4) + 0.25 * RegionRows.Tversky(0.4, 0.6, RegionRows.S) + 0.25 * CompoundRows.OfBackground(RegionRows.Tversky(0.4, 0.6, RegionRows.S)))
                with { Hyperparameters = new() { ["gamma"] = 0 } }),
    ];

    private static IEnumerable<Special> OfDistancesAndWindows()
    {
        foreach (var size in Images.Sizes.Skip(1))
        {
            var (right, wrong) = (Images.Right(size, Images.Checkerboard), Images.Wrong(size, Images.Checkerboard));
            yield return new("distance-map-penalty", $"all distances the same, right, ±{size}", Nothing, CrossEntropy, right, Images.Checkerboard);
            yield return new("distance-map-penalty", $"all distances the same, wrong, ±{size}", Nothing, CrossEntropy, wrong, Images.Checkerboard);
            yield return new("hausdorff", $"both empty, ±{size}", Nothing, Cell.Nothing, Images.Flat(-size), Images.NoForeground);
            yield return new("hausdorff", $"both full, ±{size}", Nothing, Cell.Nothing, Images.Flat(size), Images.NoBackground);
            yield return new("shape-aware", $"no contour is predicted, ±{size}", Nothing, CrossEntropy, Images.Flat(-size), Images.UpperTwoRows);
            yield return new("shape-aware", $"neither has a contour, ±{size}", Nothing, CrossEntropy, Images.Flat(-size), Images.NoForeground);
        }

        foreach (var loss in new[] { "correlation-similarity", "correlation-similarity-full" })
        {
            var row = StructuralRows.All[loss];
            yield return new(loss, "a flat prediction, of deviation 0", row, row.Wrong, Images.Flat(0), Images.UpperTwoRows);
            yield return new(loss, "flat on both sides", row, Cell.Nothing, Images.Flat(0), Images.NoForeground);
        }
    }
}
