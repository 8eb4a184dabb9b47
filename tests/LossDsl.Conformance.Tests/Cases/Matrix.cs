using LossDsl.Conformance.Losses;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance.Cases;

/// <summary>
/// What the conformance tests run over. Loss, type, activation, region, reduction and shape are fully crossed; hyperparameters, memory layouts and
/// targets are drawn anew for each point, which meets every pair of them many times.
/// </summary>
internal static class Matrix
{
    private static readonly long[][] Shapes = [[3, 1], [2, 4], [1, 1, 1, 1], [1, 1, 9, 4], [2, 3, 5, 7], [3, 2, 4, 4], [1, 2, 3, 4, 5], [2, 1, 2, 3, 3]];
    private static readonly Reduction[] Reductions = [Reduction.Mean, Reduction.Sum, Reduction.None];

    public static TheoryData<string, ScalarType, Activation> Groups
    {
        get
        {
            ScalarType[] types = [ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16];
            var groups = new TheoryData<string, ScalarType, Activation>();
            foreach (var (loss, type, activation) in from loss in ReferenceLosses.ByName from type in types from activation in Enum.GetValues<Activation>() select (loss.Key, type, activation))
            {
                groups.Add(loss, type, activation);
            }

            return groups;
        }
    }

    public static IEnumerable<Case> Cases(string loss, ScalarType type, Activation activation)
    {
        var variants = ReferenceLosses.ByName[loss].ToArray();
        var seed = 1000 * (int)type + 100 * (int)activation + loss.Length;
        return from region in Enum.GetValues<Region>()
               from reduction in Reductions
               from shape in Shapes
               where activation != Activation.Softmax || shape[1] > 1
               select Draw(variants, type, new() { Activation = activation, Region = region, Reduction = reduction }, shape, seed++);
    }

    private static Case Draw(ReferenceLoss[] variants, ScalarType type, LossOptions options, long[] shape, int seed)
    {
        var random = new Random(seed);
        // The gradients of sensitivity and specificity cancel where a region is one pixel of both classes, and leave no digits to compare.
        var kind = Pick(shape.Length == 2 ? [TargetKind.Random, TargetKind.Empty, TargetKind.Full] : Enum.GetValues<TargetKind>());
        ScalarType[] targetTypes = kind == TargetKind.Soft
            ? [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16]
            : [ScalarType.Float32, ScalarType.Byte, ScalarType.Bool, ScalarType.Int64];
        return new(Pick(variants), type, options, shape, Pick(Layout.All), Pick(Layout.All), kind, Pick(targetTypes), seed);

        T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
    }
}
