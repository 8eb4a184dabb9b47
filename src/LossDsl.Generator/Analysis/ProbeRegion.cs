namespace LossDsl.Generator.Analysis;

/// <summary>Group of identical pixels in a <see cref="ProbeRegion"/>.</summary>
/// <param name="Logit">The logit of each pixel.</param>
/// <param name="Target">The target of each pixel, in [0, 1].</param>
/// <param name="Count">The number of pixels in the group.</param>
internal sealed record PixelGroup(double Logit, double Target, double Count = 1);

/// <summary>
/// Small hand-picked region of an image, given by logits and targets, at which a loss is evaluated to find counterexamples to a claim about it.
/// </summary>
/// <param name="Pixels">The pixel groups of the region, in a row.</param>
internal sealed record ProbeRegion(IReadOnlyList<PixelGroup> Pixels)
{
    // A logit at which p is exactly 0 or 1 in double arithmetic.
    private const double Sure = 1e4;

    /// <summary>All probe regions: without and with foreground, predicted right, wrong or with uncertainty, of few pixels and of many.</summary>
    public static IReadOnlyList<ProbeRegion> All { get; } =
    [
        Of((-Sure, 0)), Of((Sure, 1)), Of((Sure, 0)), Of((-Sure, 1)), Of((0, 0)), Of((0, 1)),
        Of((-40, 0)), Of((40, 1)), Of((-40, 1)), Of((40, 0)),
        Of((Sure, 1), (-Sure, 0)), Of((-Sure, 1), (Sure, 0)), Of((0, 1), (0, 0)), Of((2, 1), (-2, 0)), Of((-2, 1), (2, 0)),
        Of((40, 1), (-40, 0)), Of((40, 1), (-5, 0)), Of((5, 1), (-40, 0)), Of((3, 1), (-1, 1), (2, 0), (-4, 0)),
        new([new(0, 1, 1000), new(-2, 0)]), new([new(1, 1), new(-2, 0, 1000)]), new([new(-30, 1, 1000), new(-30, 0, 1e6)]), new([new(3, 1, 10), new(3, 0, 10)]),
        Of((0, 0.5)), Of((1, 0.5)),

        // Constant predictions, whose variance is 0 except for rounding.
        Of((0.7, 1), (0.7, 1), (0.7, 1)), Of((1.3, 0), (1.3, 0), (1.3, 0)), Of((-2.2, 0), (-2.2, 0), (-2.2, 0), (-2.2, 0)),
    ];

    /// <summary>
    /// Whether every group of this region is a single pixel. Only then is it known which pixels are neighbours, as a local mean needs. True also for a region of one pixel.
    /// </summary>
    public bool HasSinglePixels => Pixels.All(static group => group.Count == 1);

    private static ProbeRegion Of(params (double Logit, double Target)[] pixels) => new([.. pixels.Select(static p => new PixelGroup(p.Logit, p.Target))]);
}
