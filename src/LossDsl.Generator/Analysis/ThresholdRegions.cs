using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Search for regions in which one more pixel changes the truth of a comparison that a formula makes, such as "fp > 3": so many undecided pixels of the background, or of the
/// foreground, that the comparison is about to switch.
/// </summary>
internal static class ThresholdRegions
{
    private const double MostPixels = 1 << 20;

    /// <summary>Returns such regions for each comparison of regions and each target for which there are any.</summary>
    public static IReadOnlyList<ProbeRegion> Find(LossSpec spec, Domain domain) =>
    [
        .. from stage in spec.Stages
           from part in Substitution.Parts(stage.Body).OfType<Apply>()
           where Conditions.Comparisons.Contains(part.Op)
           from region in Find(spec, domain, part.Arguments[0] - part.Arguments[1])
           select region,
    ];

    /// <summary>Returns such regions for each target where a difference changes its sign; none for a difference of pixels, which does not change with their number,
    /// and none for a loss that orders pixels, of which a group cannot stand for many.</summary>
    public static IEnumerable<ProbeRegion> Find(LossSpec spec, Domain domain, Expr difference) =>
        from target in new[] { 0.0, 1 }
        from other in new PixelGroup?[] { null, new(3, 1 - target) }
        where difference.Level.IsReduced() && !spec.Stages.Any(static stage => stage.Kind.IsOrdered())
        from region in Find(spec, domain, difference, target, other)
        select region;

    // The region before the change, and the one after it: where a pixel more makes the difference 0, only one of them passes through 0.
    private static IEnumerable<ProbeRegion> Find(LossSpec spec, Domain domain, Expr difference, double target, PixelGroup? other)
    {
        var (low, isBelow) = (1.0, IsBelow(1));
        for (var high = 2.0; high <= MostPixels; high *= 2)
        {
            if (IsBelow(high) != isBelow)
            {
                while (high - low > 1)
                {
                    var middle = Math.Floor((low + high) / 2);
                    (low, high) = IsBelow(middle) == isBelow ? (middle, high) : (low, middle);
                }

                return [Region(low), Region(high)];
            }

            low = high;
        }

        return [];

        bool IsBelow(double count) => ProbeValues.Evaluate(spec, domain, new([Region(count)]), CounterexampleSearch.Defaults(spec)).Evaluate(difference)[0] <= 0;

        ProbeRegion Region(double count) => new([new(0, target, count), .. other is null ? Array.Empty<PixelGroup>() : [other]]);
    }
}
