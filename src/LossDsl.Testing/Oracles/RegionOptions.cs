using static TorchSharp.torch.nn;

namespace LossDsl.Testing.Oracles;

/// <summary>Applies options to the values of regions, images or the batch: background, empty masks, class weights and reduction.</summary>
internal sealed class RegionOptions(Grid grid, Reductions reductions, OracleTarget target, LossOptions options)
{
    /// <summary>Returns the result of the loss: one number, or under Reduction.None one for each region or image in the mean, or for the batch.</summary>
    public double[] Reduce(double[] values, double[] p, Level level, bool formulaReadsClassWeight)
    {
        var isPerImage = level != Level.Region;
        var counted = Enumerable.Range(0, grid.Count(level)).Where(i => isPerImage || options.IncludeBackground || grid.ClassOf(i, level) > 0).ToArray();
        var (counts, foreground, meanP) = (OverPixels(static _ => 1), OverPixels(i => target.Labels[i]), reductions.OverPixels(p, Enumerable.Average));
        var pixels = isPerImage ? counts.Chunk(counts.Length / grid.Count(level)).Select(Enumerable.Sum).ToArray() : counts;
        bool IsEmpty(int i) => !isPerImage && foreground[i] == 0;

        var results = counted.Select(i => pixels[i] == 0 ? 0 : Weight(i) * options.EmptyMask switch
        {
            EmptyMask.Skip when IsEmpty(i) => 0,
            EmptyMask.MeanProbability when IsEmpty(i) => meanP[i],
            EmptyMask.One when IsEmpty(i) => 1,
            _ => values[i],
        }).ToArray();
        var divisor = counted.Where(i => pixels[i] > 0 && !(options.EmptyMask == EmptyMask.Skip && IsEmpty(i))).Sum(i => options.ClassWeighting == ClassWeighting.ByWeight ? Weight(i) : 1);
        return options.Reduction switch
        {
            Reduction.Mean => [results.Sum() / (divisor == 0 ? 1 : divisor)],
            Reduction.Sum => [results.Sum()],
            _ => results,
        };

        double Weight(int i) => isPerImage || formulaReadsClassWeight ? 1 : options.ClassWeights?[grid.ClassOf(i, level)] ?? 1;
    }

    private double[] OverPixels(Func<int, double> term) => reductions.OverPixels([.. Enumerable.Range(0, target.Valid.Length).Select(term)], Enumerable.Sum);
}
