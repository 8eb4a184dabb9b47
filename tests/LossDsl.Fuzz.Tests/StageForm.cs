namespace LossDsl.Fuzz;

/// <summary>Level at which values change, from the coarsest to the finest. An expression reads values of its own level and of coarser ones.</summary>
internal enum ValueLevel
{
    /// <summary>One value for the batch.</summary>
    Batch,

    /// <summary>One value for each image.</summary>
    Image,

    /// <summary>One value for each region.</summary>
    Region,

    /// <summary>One value for each pixel and class.</summary>
    Pixel,
}

/// <summary>Form of a stage that random losses have.</summary>
/// <param name="Attribute">The attribute, as source.</param>
/// <param name="Body">The level of the values that the method gives.</param>
/// <param name="Result">The level of the result.</param>
internal sealed record StageForm(string Attribute, ValueLevel Body, ValueLevel Result)
{
    /// <summary>The attribute of a sum over the pixels above, which a random loss completes by the name of a stage that orders the pixels.</summary>
    public const string OfOrder = "PixelAbove";

    /// <summary>All forms. A loss draws each with the same probability.</summary>
    public static IReadOnlyList<StageForm> All { get; } =
    [
        new("Pixel", ValueLevel.Pixel, ValueLevel.Pixel),
        new("Pixel, StopGradient", ValueLevel.Pixel, ValueLevel.Pixel),
        new("LocalMean(3)", ValueLevel.Pixel, ValueLevel.Pixel),
        new("LocalMean(5, Kernel.Gaussian, Sigma = 1.2)", ValueLevel.Pixel, ValueLevel.Pixel),
        new("LocalMean(3, Kernel.Cross, Padding = Padding.Zero)", ValueLevel.Pixel, ValueLevel.Pixel),
        new("LocalMean(3, Padding = Padding.Valid)", ValueLevel.Pixel, ValueLevel.Pixel),
        new("LocalSum(3, Kernel.Gaussian, Padding = Padding.Zero)", ValueLevel.Pixel, ValueLevel.Pixel),
        new("LocalSum(3, Weights = new[] { 0.5, -1, 2 })", ValueLevel.Pixel, ValueLevel.Pixel),
        new("LocalMax(3)", ValueLevel.Pixel, ValueLevel.Pixel),
        new("LocalMin(3, Kernel.Cross)", ValueLevel.Pixel, ValueLevel.Pixel),
        new("LocalMax(5, Kernel.Cross, Padding = Padding.Zero)", ValueLevel.Pixel, ValueLevel.Pixel),
        new("Field(typeof(LossDsl.Fuzz.Waves))", ValueLevel.Pixel, ValueLevel.Pixel),
        new("PixelClassSum", ValueLevel.Pixel, ValueLevel.Pixel),
        new("PixelClassMax", ValueLevel.Pixel, ValueLevel.Pixel),
        new("PixelClassLogSumExp", ValueLevel.Pixel, ValueLevel.Pixel),
        new("PixelClassCumulativeSum", ValueLevel.Pixel, ValueLevel.Pixel),
        new(OfOrder, ValueLevel.Pixel, ValueLevel.Pixel),
        new("PixelTop(0.3)", ValueLevel.Pixel, ValueLevel.Region),
        new("PixelSum", ValueLevel.Pixel, ValueLevel.Region),
        new("PixelMean", ValueLevel.Pixel, ValueLevel.Region),
        new("PixelMax", ValueLevel.Pixel, ValueLevel.Region),
        new("PixelMin", ValueLevel.Pixel, ValueLevel.Region),
        new("ClassSum", ValueLevel.Region, ValueLevel.Image),
        new("ClassMean", ValueLevel.Region, ValueLevel.Image),
        new("ClassMax", ValueLevel.Region, ValueLevel.Image),
        new("ClassMin", ValueLevel.Region, ValueLevel.Image),
        new("BatchSum", ValueLevel.Image, ValueLevel.Batch),
        new("BatchMean", ValueLevel.Image, ValueLevel.Batch),
        new("BatchMax", ValueLevel.Image, ValueLevel.Batch),
    ];
}
