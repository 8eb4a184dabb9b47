namespace LossDsl.Generator.Analysis;

/// <summary>Pixels of one region that are alike.</summary>
/// <param name="Logit">The logit.</param>
/// <param name="Target">The target.</param>
/// <param name="Count">How many there are.</param>
internal sealed record PixelGroup(double Logit, double Target, double Count = 1);

/// <summary>A region to evaluate a loss at: the smallest prediction and target that show something.</summary>
/// <param name="Pixels">Its pixels, in a row.</param>
internal sealed record ProbeRegion(IReadOnlyList<PixelGroup> Pixels)
{
    private const double Sure = 1e4;

    /// <summary>Empty, full, right, wrong, unsure; few pixels and many.</summary>
    public static IReadOnlyList<ProbeRegion> All { get; } =
    [
        Of((-Sure, 0)), Of((Sure, 1)), Of((Sure, 0)), Of((-Sure, 1)), Of((0, 0)), Of((0, 1)),
        Of((-40, 0)), Of((40, 1)), Of((-40, 1)), Of((40, 0)),
        Of((Sure, 1), (-Sure, 0)), Of((-Sure, 1), (Sure, 0)), Of((0, 1), (0, 0)), Of((2, 1), (-2, 0)), Of((-2, 1), (2, 0)),
        Of((40, 1), (-40, 0)), Of((40, 1), (-5, 0)), Of((5, 1), (-40, 0)), Of((3, 1), (-1, 1), (2, 0), (-4, 0)),
        new([new(0, 1, 1000), new(-2, 0)]), new([new(1, 1), new(-2, 0, 1000)]), new([new(-30, 1, 1000), new(-30, 0, 1e6)]), new([new(3, 1, 10), new(3, 0, 10)]),
        Of((0, 0.5)), Of((1, 0.5)),

        // Flat, where a variance is 0 but for rounding.
        Of((0.7, 1), (0.7, 1), (0.7, 1)), Of((1.3, 0), (1.3, 0), (1.3, 0)), Of((-2.2, 0), (-2.2, 0), (-2.2, 0), (-2.2, 0)),
    ];

    /// <summary>The scenes whose pixels are one each, for what looks at neighbours.</summary>
    public bool HasNeighbours => Pixels.All(static group => group.Count == 1);

    private static ProbeRegion Of(params (double Logit, double Target)[] pixels) => new([.. pixels.Select(static p => new PixelGroup(p.Logit, p.Target))]);
}
